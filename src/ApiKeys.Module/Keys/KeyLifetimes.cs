using System.Globalization;

namespace ApiKeys.Keys;

/// <summary>What the policies of the store say about the expiry of a key.</summary>
internal static class KeyLifetimes
{
    // An expiry is often chosen as a day. It ends up to 36 hours after the same day has begun in UTC, by the time zone of the user.
    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(36);

    /// <summary>The expiry of a new key whose request gives none.</summary>
    public static DateTimeOffset? Default(StorePolicies policies, ApiKeyType type, DateTimeOffset now) =>
        policies.LifetimeOf(type).DaysUnlessAsked is { } days ? now.AddDays(days) : null;

    /// <summary>The expiry of a key that takes another's place: the same, or the latest that is allowed.</summary>
    public static DateTimeOffset? OfReplacement(StorePolicies policies, ApiKeyType type, DateTimeOffset? expiresAt, DateTimeOffset now) =>
        policies.LifetimeOf(type).MaxDays is { } days && (expiresAt is null || expiresAt > now.AddDays(days)) ? now.AddDays(days) : expiresAt;

    public static ApiKeyError? Check(
        StorePolicies policies, ApiKeyType type, DateTimeOffset? expiresAt, DateTimeOffset createdAt, DateTimeOffset now, string field)
    {
        if (policies.LifetimeOf(type).MaxDays is not { } days || expiresAt <= createdAt.AddDays(days) + Tolerance)
        {
            return null;
        }

        var (noun, latest) = (type == ApiKeyType.Secret ? "secret" : "publishable", createdAt.AddDays(days));
        var advice = latest > now ? $"Choose an expiry up to {Day(latest)}." : "Create or roll a key instead.";
        return new(
            ApiKeyErrorCode.Invalid,
            $"By a policy of {Day(policies.Changes[StorePolicies.LifetimeKindOf(type)].At)}, {noun} keys work for at most {days} days. {advice}",
            field);
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
