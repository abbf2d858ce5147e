namespace ApiKeys;

/// <summary>How a scheme for keys answers.</summary>
public sealed class ApiKeyAuthenticationOptions
{
    /// <summary>
    /// Names in <c>WWW-Authenticate</c> what the key is wanted for. Endpoints with <c>RequireApiKey</c> take it from the scheme of the default name.
    /// </summary>
    /// <value>The default is <c>api</c>; ASCII without quotes, backslashes and control characters.</value>
    public string Realm { get; set; } = "api";

    internal ApiKeyType KeyType { get; set; } = ApiKeyType.Secret;

    internal void Validate()
    {
        if (string.IsNullOrEmpty(Realm) || Realm.AsSpan().ContainsAnyExceptInRange(' ', '~') || Realm.AsSpan().ContainsAny('"', '\\'))
        {
            throw new InvalidOperationException(
                $"ApiKeyAuthenticationOptions.Realm is '{Realm}': it must be ASCII text without quotes, backslashes and control characters.");
        }
    }
}
