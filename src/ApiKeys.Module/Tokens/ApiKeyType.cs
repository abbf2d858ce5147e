namespace ApiKeys;

/// <summary>What a key is for. A secret key authenticates servers; a publishable key names a storefront.</summary>
public enum ApiKeyType
{
    /// <summary>Identifies a storefront. Its token is public and may be shown and copied at any time.</summary>
    Publishable = 1,

    /// <summary>Authenticates a service or a developer. Its token is a secret that is shown exactly once.</summary>
    Secret = 2,
}
