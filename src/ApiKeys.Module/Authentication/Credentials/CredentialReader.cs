using ApiKeys.Authentication.Refusals;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ApiKeys.Authentication.Credentials;

/// <summary>
/// Reads the key that a request presents. If its header has none, the reader looks in the places where a key is not accepted, so that the response can name the mistake.
/// </summary>
internal static class CredentialReader
{
    public static Credential Read(HttpRequest request, ApiKeyAuthenticationOptions options) => Read(request, options.KeyType, options.HeaderFor(options.KeyType));

    public static Credential Read(HttpRequest request, ApiKeyType type, string header)
    {
        var credential = type == ApiKeyType.Secret
            ? ReadSecret(request.Headers.Authorization, request.Headers[header])
            : Credential.OfHeader(request.Headers[header], RefusalReasons.Missing(ApiKeyType.Publishable));
        return credential.IsAbsent ? FindMisplaced(request, type) ?? credential : credential;
    }

    // When both headers hold a key they must agree: whichever won silently, someone would revoke the other and believe the caller locked out.
    private static Credential ReadSecret(StringValues authorizations, StringValues headers)
    {
        var authorization = AuthorizationHeader.Read(authorizations);
        var header = Credential.OfHeader(headers, RefusalReasons.Missing(ApiKeyType.Secret));
        if (header.IsAbsent)
        {
            return authorization.IsAbsent && authorizations.Count == 0 ? header : authorization;
        }

        return authorization.IsAbsent || (authorization.Token is { } token && token.Text == header.Token?.Text)
            ? header
            : Credential.Refused(RefusalReasons.Several);
    }

    private static Credential? FindMisplaced(HttpRequest request, ApiKeyType type) =>
        (QueryKey.Find(request) ?? FindInHeaderOfOtherType(request, type)) is { } found ? Credential.Refused(found) : null;

    private static Refusal? FindInHeaderOfOtherType(HttpRequest request, ApiKeyType type)
    {
        if (type == ApiKeyType.Secret)
        {
            return request.Headers[ApiKeyAuthenticationDefaults.PublishableHeader] is [{ } value]
                && Credential.IsKeyLike(value) && Credential.TypeOf(value) == ApiKeyType.Secret
                ? RefusalReasons.InWrongHeader(ApiKeyType.Secret).Of(value)
                : null;
        }

        // A secret key beside is nothing wrong: a server calls with both.
        var token = ReadSecret(request.Headers.Authorization, request.Headers[ApiKeyAuthenticationDefaults.SecretHeader]).Token;
        return token is not null && Credential.TypeOf(token.Text) == ApiKeyType.Publishable
            ? RefusalReasons.InWrongHeader(ApiKeyType.Publishable).Of(token)
            : null;
    }
}
