using ApiKeys.Admin.Components.Shared.Time;
using ApiKeys.Admin.Text;

namespace ApiKeys.Admin.Components.Keys;

/// <summary>How the facts of a key are put into words. One home, so that a list, a page and a dialog say the same.</summary>
public static class KeyMessages
{
    /// <summary>How near an expiry has to be to be worth saying in a list.</summary>
    public static readonly TimeSpan ExpiresSoon = TimeSpan.FromDays(30);

    /// <summary>How near an expiry has to be to be pointed out.</summary>
    public static readonly TimeSpan ExpiresVerySoon = TimeSpan.FromDays(7);

    public static string Name(this ApiKeyType type) => type == ApiKeyType.Secret ? "Secret key" : "Publishable key";

    public static string ListName(this ApiKeyType type) => type == ApiKeyType.Secret ? "Secret keys" : "Publishable keys";

    public static string ListHref(this ApiKeyType type) => type == ApiKeyType.Secret ? "/secret-keys" : "/publishable-keys";

    public static string Href(string keyId) => $"/keys/{Uri.EscapeDataString(keyId)}";

    /// <summary>The chip's words: the status, or for a scheduled revocation when it comes.</summary>
    public static string StatusText(ApiKeyDetails key, DateTimeOffset now) => key.Status switch
    {
        ApiKeyStatus.Revoking when key.RevokedAt is { } at => Upcoming("Revokes", at, now),
        var status => status.ToString(),
    };

    /// <summary>What the status will turn into by itself and when; <see langword="null"/> when nothing is near.</summary>
    public static string? StatusNote(ApiKeyDetails key, DateTimeOffset now) => key.Status switch
    {
        ApiKeyStatus.Pending when key.ConfirmBefore is { } before && before <= now => "Too late to confirm",
        ApiKeyStatus.Pending when key.ConfirmBefore is { } before => $"Confirm within {Left(before, now)}",
        _ when ExpiresWithin(key, ExpiresSoon, now) => ExpiryText(key, now),
        _ => null,
    };

    /// <summary>Whether a key that works will stop to by itself within a while.</summary>
    public static bool ExpiresWithin(ApiKeyDetails key, TimeSpan span, DateTimeOffset now) =>
        key.Status is ApiKeyStatus.Active or ApiKeyStatus.Revoking && key.ExpiresAt - now < span;

    /// <summary>"Expires in 6 days", "Never expires".</summary>
    public static string ExpiryText(ApiKeyDetails key, DateTimeOffset now) => key.ExpiresAt is { } at ? Upcoming("Expires", at, now) : "Never expires";

    /// <summary>The moment at which the status as read stops being true.</summary>
    public static DateTimeOffset? StatusHoldsUntil(ApiKeyDetails key) => key.Status switch
    {
        ApiKeyStatus.Pending => key.ConfirmBefore,
        ApiKeyStatus.Active => key.ExpiresAt,
        ApiKeyStatus.Revoking => key.ExpiresAt < key.RevokedAt ? key.ExpiresAt : key.RevokedAt,
        _ => null,
    };

    /// <summary>"12 min", for a deadline: the minute that has begun counts.</summary>
    public static string Left(DateTimeOffset until, DateTimeOffset now) => until - now < TimeSpan.FromMinutes(1)
        ? "less than a minute"
        : RelativeTimeText.Duration(TimeSpan.FromMinutes(Math.Ceiling((until - now).TotalMinutes)));

    /// <summary>"1 key", "12 keys".</summary>
    public static string Count(int count) => Counted.Of(count, "key");

    private static string Upcoming(string verb, DateTimeOffset at, DateTimeOffset now)
    {
        // Never a date: which one it is depends on the viewer's time zone.
        var words = RelativeTimeText.IsDate(at, now) ? $"in {(at - now).Days} days" : RelativeTimeText.Of(at, now);
        return $"{verb} {words}";
    }
}
