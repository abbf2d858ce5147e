using ApiKeys.Keys;

namespace ApiKeys.Usage.Recording;

/// <summary>What has to be known of a key to tell what its uses mean.</summary>
internal sealed record UsedKey(
    string Id,
    string Title,
    string Redacted,
    DateTimeOffset? ActivatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset? DeletedAt,
    DateTimeOffset? LastUsedAt)
{
    public ApiKeyStatus StatusAt(DateTimeOffset now) => ApiKeyStatusRules.Derive(ActivatedAt, ExpiresAt, RevokedAt, EndedAt, now);
}
