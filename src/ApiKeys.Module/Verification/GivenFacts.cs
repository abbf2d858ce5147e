namespace ApiKeys.Verification;

/// <summary>The facts of a <see cref="VerifiedKey"/> that a host makes itself, for its tests for example.</summary>
internal sealed class GivenFacts : IVerifiedFacts
{
    public string Id { get; set; } = string.Empty;

    public ApiKeyType Type { get; set; }

    public string Title { get; set; } = string.Empty;

    public string Redacted { get; set; } = string.Empty;

    public IReadOnlyList<string> Scopes { get; set; } = [];

    public string CreatedBy { get; set; } = string.Empty;

    public IReadOnlyList<string> SalesChannelIds { get; set; } = [];

    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}
