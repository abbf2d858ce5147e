using System.Linq.Expressions;

namespace ApiKeys.Keys;

/// <summary>
/// How a status follows from the facts, once for a key in hand and once for the database. The order is the rule: what is revoked stays so even when
/// it would have expired since.
/// </summary>
internal static class ApiKeyStatusRules
{
    public static ApiKeyStatus Derive(
        DateTimeOffset? activatedAt, DateTimeOffset? expiresAt, DateTimeOffset? revokedAt, DateTimeOffset now) =>
        revokedAt <= now ? ApiKeyStatus.Revoked
        : expiresAt <= now ? ApiKeyStatus.Expired
        : activatedAt is null ? ApiKeyStatus.Pending
        : revokedAt is not null ? ApiKeyStatus.Revoking
        : ApiKeyStatus.Active;

    /// <summary>
    /// Whether a revocation was in effect already when the key was last changed. Such a key is dead whatever the clock says now: a clock set back, or that of
    /// another node running behind, must not bring it to life again.
    /// </summary>
    public static bool IsRevokedForGood(DateTimeOffset? revokedAt, DateTimeOffset updatedAt) => revokedAt <= updatedAt;

    /// <summary>
    /// Never confirmed and not yet dead by a revocation: what waits to be confirmed, and what is discarded once its time has run out. Wider than Pending:
    /// a key can expire while it waits.
    /// </summary>
    public static Expression<Func<ApiKey, bool>> IsUnconfirmed(DateTimeOffset now) =>
        key => key.ActivatedAt == null && key.DeletedAt == null && (key.RevokedAt == null || key.RevokedAt > now);

    public static Expression<Func<ApiKey, bool>> HasOneOf(IReadOnlyCollection<ApiKeyStatus> statuses, DateTimeOffset now)
    {
        var revoked = statuses.Contains(ApiKeyStatus.Revoked);
        var expired = statuses.Contains(ApiKeyStatus.Expired);
        var pending = statuses.Contains(ApiKeyStatus.Pending);
        var revoking = statuses.Contains(ApiKeyStatus.Revoking);
        var active = statuses.Contains(ApiKeyStatus.Active);
        return key =>
            key.RevokedAt != null && key.RevokedAt <= now ? revoked
            : key.ExpiresAt != null && key.ExpiresAt <= now ? expired
            : key.ActivatedAt == null ? pending
            : key.RevokedAt != null ? revoking
            : active;
    }
}
