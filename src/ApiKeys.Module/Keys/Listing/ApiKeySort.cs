namespace ApiKeys;

/// <summary>What a list of keys can be sorted by.</summary>
public enum ApiKeySort
{
    /// <summary>When it was made.</summary>
    CreatedAt = 0,

    /// <summary>Its title, whatever the case of its letters; equal titles by the redacted token.</summary>
    Title,

    /// <summary>When its token was last accepted.</summary>
    LastUsedAt,

    /// <summary>When its facts last changed.</summary>
    UpdatedAt,

    /// <summary>The redacted token.</summary>
    Redacted,

    /// <summary>Its token, where it is a publishable key.</summary>
    PublicToken,

    /// <summary>Publishable keys first, or secret keys.</summary>
    Type,

    /// <summary>Who made it, by the actor's id.</summary>
    CreatedBy,

    /// <summary>When its revocation takes effect.</summary>
    RevokedAt,

    /// <summary>Who revoked it, by the actor's id.</summary>
    RevokedBy,

    /// <summary>When it stops authenticating by itself.</summary>
    ExpiresAt,

    /// <summary>When it was deleted.</summary>
    DeletedAt,

    /// <summary>The first of the names of its sales channels, or the last where the last comes first.</summary>
    SalesChannelName,
}
