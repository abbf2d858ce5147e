using Microsoft.AspNetCore.Authentication;

namespace ApiKeys;

/// <summary>How a scheme for keys reads requests and answers them.</summary>
/// <remarks>
/// <see cref="AuthenticationSchemeOptions.ClaimsIssuer"/> has no effect: the identity of a key is made once and shared by all schemes.
/// </remarks>
public sealed class ApiKeyAuthenticationOptions : AuthenticationSchemeOptions
{
    /// <summary>Options with their defaults.</summary>
    public ApiKeyAuthenticationOptions() => Events = new ApiKeyAuthenticationEvents();

    /// <summary>Called at certain points of a request, to change what happens there.</summary>
    public new ApiKeyAuthenticationEvents Events
    {
        get => (ApiKeyAuthenticationEvents)base.Events!;
        set => base.Events = value;
    }

    /// <summary>
    /// Names in <c>WWW-Authenticate</c> what the key is wanted for. Endpoints with <c>RequireApiKey</c> take it from the scheme of the default name.
    /// </summary>
    /// <value>The default is <c>api</c>; ASCII without quotes, backslashes and control characters.</value>
    public string Realm { get; set; } = "api";

    /// <summary>
    /// The header that takes a key by itself; a scheme for secret keys reads <c>Authorization</c> too. Endpoints with <c>RequireApiKey</c> take it from the
    /// scheme of the default name.
    /// </summary>
    /// <value>
    /// The default, <see langword="null"/>, is <see cref="ApiKeyAuthenticationDefaults.SecretHeader"/> for secret keys and
    /// <see cref="ApiKeyAuthenticationDefaults.PublishableHeader"/> for publishable ones.
    /// </value>
    public string? HeaderName { get; set; }

    internal ApiKeyType KeyType { get; set; } = ApiKeyType.Secret;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        if (string.IsNullOrEmpty(Realm) || Realm.AsSpan().ContainsAnyExceptInRange(' ', '~') || Realm.AsSpan().ContainsAny('"', '\\'))
        {
            throw new InvalidOperationException(
                $"ApiKeyAuthenticationOptions.Realm is '{Realm}': it must be ASCII text without quotes, backslashes and control characters.");
        }

        if (HeaderName is not null && (HeaderName.Length == 0 || HeaderName.Any(character => !char.IsAsciiLetterOrDigit(character) && character is not '-' and not '_')))
        {
            throw new InvalidOperationException(
                $"ApiKeyAuthenticationOptions.HeaderName is '{HeaderName}': it must be ASCII letters, digits, hyphens and underscores.");
        }
    }

    internal string HeaderFor(ApiKeyType type) =>
        HeaderName ?? (type == ApiKeyType.Secret ? ApiKeyAuthenticationDefaults.SecretHeader : ApiKeyAuthenticationDefaults.PublishableHeader);
}
