namespace ApiKeys;

/// <summary>
/// The claims of a caller with a key, beside <see cref="System.Security.Claims.ClaimTypes.NameIdentifier"/> (the key's id) and
/// <see cref="System.Security.Claims.ClaimTypes.Name"/> (its title).
/// </summary>
public static class ApiKeyClaims
{
    /// <summary>The key's id. Unlike a name identifier it can't be anything else's.</summary>
    public const string KeyId = "api_key_id";

    /// <summary><c>secret</c> or <c>publishable</c>.</summary>
    public const string KeyType = "api_key_type";

    /// <summary>A scope of the key; one claim for each.</summary>
    public const string Scope = "scope";

    /// <summary>Who made the key: the id of a person or of another key.</summary>
    public const string CreatedBy = "api_key_created_by";

    /// <summary>A sales channel that a publishable key is linked to; one claim for each.</summary>
    public const string SalesChannelId = "sales_channel_id";
}
