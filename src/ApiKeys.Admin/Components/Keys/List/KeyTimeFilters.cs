using ApiKeys.Admin.Components.Shared.Filters;

namespace ApiKeys.Admin.Components.Keys.List;

/// <summary>The times that keys are filtered by, as the page and a query have them.</summary>
internal static class KeyTimeFilters
{
    private const int IdleDays = 90;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public static IReadOnlyList<FilterOption<string>> UsedOptions { get; } =
    [
        new(nameof(KeyUsed.Week), "Used in the last 7 days"),
        new(nameof(KeyUsed.Month), "Used in the last 30 days"),
        new(nameof(KeyUsed.Idle), $"Last used {IdleDays} or more days ago"),
        new(nameof(KeyUsed.Never), "Never used"),
    ];

    public static IReadOnlyList<FilterOption<string>> ExpiresOptions { get; } =
    [
        new(nameof(KeyExpires.Week), "Expires within 7 days"),
        new(nameof(KeyExpires.Soon), "Expires within 30 days"),
        new(nameof(KeyExpires.Never), "Never expires"),
    ];

    public static TimeRange? Range(this KeyUsed used, DateTimeOffset now) => used switch
    {
        KeyUsed.Week => new TimeRange(now - Week),
        KeyUsed.Month => new TimeRange(now - TimeSpan.FromDays(30)),
        KeyUsed.Idle => new TimeRange { Until = now - TimeSpan.FromDays(IdleDays) },
        KeyUsed.Never => new TimeRange { In = [null] },
        _ => null,
    };

    public static TimeRange? Range(this KeyExpires expires, DateTimeOffset now) => expires switch
    {
        KeyExpires.Week => new TimeRange(now, now + Week),
        KeyExpires.Soon => new TimeRange(now, now + KeyMessages.ExpiresSoon),
        KeyExpires.Never => new TimeRange { In = [null] },
        _ => null,
    };

    /// <summary>Whether only keys that still work have what is asked for: an ended key no longer expires.</summary>
    public static bool IsOfWorkingKeys(this KeyExpires expires) => expires is KeyExpires.Week or KeyExpires.Soon;

    /// <summary>"expires within 7 days", of one key and of several.</summary>
    public static (string One, string Several) Words(this KeyExpires expires) => expires switch
    {
        KeyExpires.Week => ("expires within 7 days", "expire within 7 days"),
        KeyExpires.Soon => ("expires within 30 days", "expire within 30 days"),
        KeyExpires.Never => ("never expires", "never expire"),
        _ => ("", ""),
    };

    /// <inheritdoc cref="Words(KeyExpires)"/>
    public static (string One, string Several) Words(this KeyUsed used) => used switch
    {
        KeyUsed.Week => ("was used in the last 7 days", "were used in the last 7 days"),
        KeyUsed.Month => ("was used in the last 30 days", "were used in the last 30 days"),
        KeyUsed.Idle => ($"was last used {IdleDays} or more days ago", $"were last used {IdleDays} or more days ago"),
        KeyUsed.Never => ("was never used", "were never used"),
        _ => ("", ""),
    };
}
