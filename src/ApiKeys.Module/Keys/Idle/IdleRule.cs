using System.Linq.Expressions;

namespace ApiKeys.Keys.Idle;

/// <summary>A policy for unused keys that is in force: which keys get notice, and which are revoked.</summary>
/// <param name="After">How long a key is unused when it is revoked.</param>
/// <param name="Notice">How long before that it gets notice.</param>
/// <param name="Since">When the policy was set. An earlier notice was given by another one and doesn't count.</param>
internal sealed record IdleRule(TimeSpan After, TimeSpan Notice, DateTimeOffset Since)
{
    public static IdleRule? Of(IdleRevocationPolicy policy, DateTimeOffset since) =>
        policy.AfterDays is { } days ? new(TimeSpan.FromDays(days), TimeSpan.FromDays(policy.NoticeDays), since) : null;

    public static IdleRule? Of(StorePolicies policies) => Of(
        policies.IdleRevocation, policies.Changes.TryGetValue(PolicyKind.IdleRevocation, out var change) ? change.At : DateTimeOffset.MinValue);

    /// <summary>Keys that are unused for so long that they have got notice, or get it now.</summary>
    public Expression<Func<ApiKey, bool>> IsNoticed(DateTimeOffset now)
    {
        var before = now - (After - Notice);
        return key =>
            key.EndedAt == null && key.DeletedAt == null && key.RevokedAt == null && (key.ExpiresAt == null || key.ExpiresAt > now)
            && key.ActivatedAt <= before && (key.LastUsedAt == null || key.LastUsedAt <= before);
    }

    /// <summary>Of those, the keys without a notice that still counts.</summary>
    public Expression<Func<ApiKey, bool>> IsUnwarned() => key => key.IdleWarnedAt == null || key.IdleWarnedAt < Since || key.IdleWarnedAt <= key.LastUsedAt;

    /// <summary>Of those, the keys that are to be revoked.</summary>
    public Expression<Func<ApiKey, bool>> IsDue(DateTimeOffset now)
    {
        var (usedBefore, warnedBefore) = (now - After, now - Notice);
        return key =>
            key.ActivatedAt <= usedBefore && (key.LastUsedAt == null || (key.LastUsedAt <= usedBefore && key.LastUsedAt < key.IdleWarnedAt))
            && key.IdleWarnedAt <= warnedBefore && key.IdleWarnedAt >= Since;
    }

    public static DateTimeOffset IdleSince(ApiKey key) => key.LastUsedAt > key.ActivatedAt ? key.LastUsedAt.Value : key.ActivatedAt ?? key.CreatedAt;

    /// <summary>When notice was given, if it still counts.</summary>
    public DateTimeOffset? WarnedAt(ApiKey key) => key.IdleWarnedAt >= Since && !(key.IdleWarnedAt <= key.LastUsedAt) ? key.IdleWarnedAt : null;

    public DateTimeOffset RevokedFrom(ApiKey key, DateTimeOffset now)
    {
        var (idle, noticed) = (IdleSince(key) + After, (WarnedAt(key) ?? now) + Notice);
        return idle > noticed ? idle : noticed;
    }
}
