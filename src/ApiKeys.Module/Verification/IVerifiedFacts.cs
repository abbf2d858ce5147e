namespace ApiKeys.Verification;

/// <summary>Where a <see cref="VerifiedKey"/> reads from: an entry of the ring, or what a host has given.</summary>
internal interface IVerifiedFacts
{
    string Id { get; }

    ApiKeyType Type { get; }

    string Title { get; }

    string Redacted { get; }

    IReadOnlyList<string> Scopes { get; }

    string CreatedBy { get; }

    IReadOnlyList<string> SalesChannelIds { get; }

    DateTimeOffset? ExpiresAt { get; }

    DateTimeOffset? RevokedAt { get; }
}
