using System.Security.Claims;

namespace ApiKeys;

/// <summary>
/// The key that a token belongs to, as far as one needs to know it to let a call pass or refuse it. Immutable: the same instance is given out again and
/// again until the key changes.
/// </summary>
public sealed class VerifiedKey
{
    /// <summary>The key's id.</summary>
    public required string Id { get; init; }

    /// <summary>What it is for.</summary>
    public required ApiKeyType Type { get; init; }

    /// <summary>Its name.</summary>
    public required string Title { get; init; }

    /// <summary>The redacted token.</summary>
    public required string Redacted { get; init; }

    /// <summary>What it may do: <c>resource:action</c> names, <c>resource:*</c>, or <c>*</c> for all.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>The sales channels that a publishable key is linked to; none for a secret key.</summary>
    public required IReadOnlyList<string> SalesChannelIds { get; init; }

    /// <summary>When it ends by itself; <see langword="null"/> for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was, or is going to be, revoked; <see langword="null"/> for never.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Made once by the authentication scheme and given out with every call.</summary>
    internal ClaimsPrincipal? Principal { get; set; }
}
