using ApiKeys.Admin.Components.Shared.Display;
using ApiKeys.Admin.Components.Shared.Time;
using ApiKeys.Admin.Components.Theme;
using ApiKeys.Admin.Components.Usage.Charts;

namespace ApiKeys.Admin.Components.Usage.Verdicts;

/// <summary>What is said of a key before it is ended.</summary>
/// <param name="Tone">How much it would hit.</param>
/// <param name="Text">"Quiet for 41 days", "3 callers in the last hour".</param>
/// <param name="Detail">What that means; <see langword="null"/> when the text says it all.</param>
internal sealed record VerdictMessages(Tone Tone, string Text, string? Detail)
{
    // More would be a list; the key's page has it.
    private const int Named = 3;

    public string Icon => Tone switch
    {
        Tone.Danger => AppIcons.Warning,
        Tone.Pending => AppIcons.Pending,
        Tone.Info => AppIcons.Info,
        _ => AppIcons.Active,
    };

    /// <param name="verdict">The verdict; <see langword="null"/> when it couldn't be read.</param>
    /// <param name="status">What the key is now.</param>
    /// <param name="ends">Whether the act ends the key, so that being in use speaks against it.</param>
    /// <param name="now">The time.</param>
    public static VerdictMessages Of(UseVerdict? verdict, ApiKeyStatus status, bool ends, DateTimeOffset now) => verdict switch
    {
        { AfterEnd: { } ended } => new(
            Tone.Danger,
            $"Still being used: {UsageMessages.Callers(ended.Callers)}, last {RelativeTimeText.Of(ended.LastAt, now)}",
            "Each request was refused, and new ones will be."),
        null or { Level: UseLevel.Unknown } => new(Tone.Pending, "Whether it is in use couldn't be read", "Don't take that for quiet."),
        { Level: UseLevel.InUse } when status is ApiKeyStatus.Revoked or ApiKeyStatus.Expired => new(
            Tone.Info,
            $"Last used {RelativeTimeText.Of(verdict.LastUsedAt ?? now, now)}, before it {(status is ApiKeyStatus.Revoked ? "was revoked" : "expired")}",
            null),
        { Level: UseLevel.InUse } => InUse(verdict, ends ? Tone.Danger : Tone.Info, now),
        { Level: UseLevel.Recent, LastUsedAt: { } at } => new(
            ends && IsAlive(status) ? Tone.Pending : Tone.Info,
            $"Last used {RelativeTimeText.Of(at, now)}",
            IsAlive(status) ? $"Quiet is {UseVerdict.QuietAfter.Days} days without a request." : null),
        { Level: UseLevel.Quiet, LastUsedAt: { } at } => new(Tone.Active, $"Quiet for {(int)(now - at).TotalDays} days", null),
        _ => new(Tone.Active, "Never used", null),
    };

    private static bool IsAlive(ApiKeyStatus status) => status is ApiKeyStatus.Active or ApiKeyStatus.Revoking;

    private static VerdictMessages InUse(UseVerdict verdict, Tone tone, DateTimeOffset now)
    {
        var last = verdict.LastUsedAt is { } at ? RelativeTimeText.Of(at, now) : "just now";
        var named = verdict.CallersInLastHour.Where(caller => caller.IsNamed).ToList();
        if (named.Count == 0)
        {
            return new(tone, $"In use: last request {last}", null);
        }

        var names = string.Join(", ", named.Take(Named).Select(UsageMessages.Name)) + (named.Count > Named ? $" and {named.Count - Named} more" : "");
        return new(tone, $"In use: {UsageMessages.Callers(verdict.CallersInLastHour)} in the last hour", $"{names}. Last request {last}.");
    }
}
