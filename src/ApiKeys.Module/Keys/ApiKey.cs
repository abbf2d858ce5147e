using ApiKeys.Keys.Expiry;
using ApiKeys.Keys.Link;
using ApiKeys.Operations;
using ApiKeys.SalesChannels.Links;
using ApiKeys.Workflows;

namespace ApiKeys.Keys;

/// <summary>A key's row. What it means is said once, on <see cref="ApiKeyDetails"/>.</summary>
internal sealed class ApiKey : ISubject
{
    public required string Id { get; set; }

    public ApiKeyType Type { get; set; }

    public required string Title { get; set; }

    public string Description { get; set; } = string.Empty;

    /// <summary>SHA-256 of the token; the token itself is nowhere.</summary>
    public required byte[] Digest { get; set; }

    public int DigestVersion { get; set; }

    public required string Redacted { get; set; }

    public string? PublicToken { get; set; }

    public List<string> Scopes { get; set; } = [];

    /// <summary>Title and redacted token as they are searched and sorted by; see <see cref="Queries.SearchText"/>.</summary>
    public required string SearchText { get; set; }

    public DateTimeOffset? ActivatedAt { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>
    /// The nearest threshold before its expiry, in days, that was warned of or had passed when the expiry was set: what is due lies below it. Null
    /// before the first. A concurrency token: of two nodes that warn at once, one does.
    /// </summary>
    public int? ExpiryWarnedDays { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>
    /// The time at which its end, a revocation or its expiry, became a fact; null before. Never cleared, and the key's status never goes by an earlier time. A
    /// concurrency token: an end that comes and an act that puts it off can't both succeed.
    /// </summary>
    public DateTimeOffset? EndedAt { get; set; }

    public string? RevokedBy { get; set; }

    public string? RevokeReason { get; set; }

    public string? ReplacesId { get; set; }

    public TimeSpan? ReplacedEndsAfter { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>When it was last warned of that it is not used. A concurrency token: of two nodes that warn at once, one does.</summary>
    public DateTimeOffset? IdleWarnedAt { get; set; }

    public required string CreatedBy { get; set; }

    public string? OwnedBy { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    public Guid Version { get; set; }

    /// <summary>The sales channels that it is or was linked to; loaded by <see cref="LinkStep.WithLinks"/>.</summary>
    public List<SalesChannelLink> Links { get; } = [];

    ApiKeyType? IAuditSubject.KeyType => Type;

    public ApiKeyStatus StatusAt(DateTimeOffset now) => ApiKeyStatusRules.Derive(ActivatedAt, ExpiresAt, RevokedAt, EndedAt, now);

    public void Rename(string title)
    {
        Title = title;
        SearchText = Queries.SearchText.Of(title, Redacted);
    }

    public void SetExpiry(DateTimeOffset? at, DateTimeOffset now)
    {
        ExpiresAt = at?.AsStored();
        ExpiryWarnedDays = ExpiryThresholds.Reached(ExpiresAt, now);
    }

    public void Revoke(DateTimeOffset at, string by, string? reason, DateTimeOffset now)
    {
        RevokedAt = at.AsStored();
        RevokedBy = by;
        RevokeReason = reason;
        if (RevokedAt <= now)
        {
            End(now);
        }
    }

    /// <summary>Makes an end that has come a fact.</summary>
    public void End(DateTimeOffset now) => EndedAt = EndedAt > now ? EndedAt : now;
}
