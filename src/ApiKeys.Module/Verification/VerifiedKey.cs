using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using ApiKeys.Verification;
using ApiKeys.Verification.Ring;

namespace ApiKeys;

/// <summary>
/// The key that a token belongs to, as far as one needs to know it to let a call pass or refuse it. Immutable: the same instance is given out again and
/// again until the key changes.
/// </summary>
public sealed class VerifiedKey
{
    private IVerifiedFacts? _facts;
    private string? _id;
    private string? _redacted;

    /// <summary>Makes one from given facts, as a test needs it.</summary>
    public VerifiedKey()
    {
    }

#pragma warning disable CS8618 // The properties read from the entry.
    [SetsRequiredMembers]
    internal VerifiedKey(RingEntry entry) => _facts = entry;
#pragma warning restore CS8618

    /// <summary>The key's id.</summary>
    public required string Id
    {
        get => _id ??= Facts.Id;
        init => Given.Id = value;
    }

    /// <summary>What it is for.</summary>
    public required ApiKeyType Type
    {
        get => Facts.Type;
        init => Given.Type = value;
    }

    /// <summary>Its name.</summary>
    public required string Title
    {
        get => Facts.Title;
        init => Given.Title = value;
    }

    /// <summary>The redacted token.</summary>
    public required string Redacted
    {
        get => _redacted ??= Facts.Redacted;
        init => Given.Redacted = value;
    }

    /// <summary>What it may do: <c>resource:action</c> names, <c>resource:*</c>, or <c>*</c> for all.</summary>
    public required IReadOnlyList<string> Scopes
    {
        get => Facts.Scopes;
        init => Given.Scopes = value;
    }

    /// <summary>Who made it.</summary>
    public required string CreatedBy
    {
        get => Facts.CreatedBy;
        init => Given.CreatedBy = value;
    }

    /// <summary>The sales channels that a publishable key is linked to; none for a secret key.</summary>
    public required IReadOnlyList<string> SalesChannelIds
    {
        get => Facts.SalesChannelIds;
        init => Given.SalesChannelIds = value;
    }

    /// <summary>When it ends by itself; <see langword="null"/> for never.</summary>
    public DateTimeOffset? ExpiresAt
    {
        get => Facts.ExpiresAt;
        init => Given.ExpiresAt = value;
    }

    /// <summary>When it was, or is going to be, revoked; <see langword="null"/> for never.</summary>
    public DateTimeOffset? RevokedAt
    {
        get => Facts.RevokedAt;
        init => Given.RevokedAt = value;
    }

    /// <summary>The id, without making a string of it.</summary>
    internal KeyName Name => _facts is RingEntry entry ? new KeyName(entry.Ulid, null) : KeyName.Of(Id);

    /// <summary>Made once by the authentication scheme and given out with every call.</summary>
    internal ClaimsPrincipal? Principal { get; set; }

    private IVerifiedFacts Facts => _facts ??= new GivenFacts();

    private GivenFacts Given => (GivenFacts)Facts;
}
