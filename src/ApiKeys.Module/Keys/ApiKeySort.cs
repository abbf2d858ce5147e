namespace ApiKeys.Keys;

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
}
