namespace ApiKeys;

/// <summary>The names that clients and hosts meet.</summary>
public static class ApiKeyAuthenticationDefaults
{
    /// <summary>The scheme for secret keys.</summary>
    public const string AuthenticationScheme = "ApiKey";

    /// <summary>The scheme for publishable keys.</summary>
    public const string PublishableScheme = "PublishableApiKey";

    /// <summary>Takes a secret key by itself, for clients that can't set <c>Authorization</c>.</summary>
    public const string SecretHeader = "X-Api-Key";

    /// <summary>Takes a publishable key.</summary>
    public const string PublishableHeader = "x-publishable-api-key";
}
