using System.Linq.Expressions;

namespace ApiKeys.Keys;

/// <summary>
/// How a status follows from the facts, once for a key in hand and once for the database. The order is the rule: what is revoked stays so even when
/// it would have expired since. No time before that of an end that is a fact counts.
/// </summary>
internal static class ApiKeyStatusRules
{
    /// <summary>
    /// How long before it comes an end can be put off at the latest. So the change is committed before a node can have refused the key, also where a commit takes
    /// a second.
    /// </summary>
    public static readonly TimeSpan LastChangeBeforeEnd = TimeSpan.FromSeconds(2);

    public static bool IsTooLateToPutOff(DateTimeOffset end, DateTimeOffset now) => end - now <= LastChangeBeforeEnd;

    public static ApiKeyStatus Derive(
        DateTimeOffset? activatedAt, DateTimeOffset? expiresAt, DateTimeOffset? revokedAt, DateTimeOffset? endedAt, DateTimeOffset now) =>
        revokedAt <= now || revokedAt <= endedAt ? ApiKeyStatus.Revoked
        : expiresAt <= now || expiresAt <= endedAt ? ApiKeyStatus.Expired
        : activatedAt is null ? ApiKeyStatus.Pending
        : revokedAt is not null ? ApiKeyStatus.Revoking
        : ApiKeyStatus.Active;

    /// <summary>An end that has come, and isn't a fact in the key's row yet.</summary>
    public static Expression<Func<ApiKey, bool>> HasToEnd(DateTimeOffset now) =>
        key => key.EndedAt == null && key.DeletedAt == null && (key.ExpiresAt <= now || key.RevokedAt <= now);

    /// <summary>
    /// Never confirmed and not revoked: it waits to be confirmed, or is discarded once its time has run out. Wider than Pending:
    /// a key can expire while it waits.
    /// </summary>
    public static Expression<Func<ApiKey, bool>> IsUnconfirmed(DateTimeOffset now) =>
        key => key.ActivatedAt == null && key.DeletedAt == null && (key.RevokedAt == null || (key.RevokedAt > now && (key.EndedAt == null || key.RevokedAt > key.EndedAt)));

    public static Expression<Func<ApiKey, bool>> HasOneOf(IReadOnlyCollection<ApiKeyStatus> statuses, DateTimeOffset now)
    {
        var revoked = statuses.Contains(ApiKeyStatus.Revoked);
        var expired = statuses.Contains(ApiKeyStatus.Expired);
        var pending = statuses.Contains(ApiKeyStatus.Pending);
        var revoking = statuses.Contains(ApiKeyStatus.Revoking);
        var active = statuses.Contains(ApiKeyStatus.Active);
        return key =>
            key.RevokedAt != null && (key.RevokedAt <= now || (key.EndedAt != null && key.RevokedAt <= key.EndedAt)) ? revoked
            : key.ExpiresAt != null && (key.ExpiresAt <= now || (key.EndedAt != null && key.ExpiresAt <= key.EndedAt)) ? expired
            : key.ActivatedAt == null ? pending
            : key.RevokedAt != null ? revoking
            : active;
    }
}
