using ApiKeys.Authentication.Refusals;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ApiKeys.Authentication.Credentials;

/// <summary>
/// Reads a secret key from <c>Authorization</c> or <c>X-Api-Key</c>. When both hold one they must agree: whichever won silently, someone would revoke
/// the other and believe the caller locked out.
/// </summary>
internal static class SecretCredential
{
    public static Credential Read(HttpRequest request) =>
        Read(request, request.Headers.Authorization, request.Headers[ApiKeyAuthenticationDefaults.SecretHeader]);

    private static Credential Read(HttpRequest request, StringValues authorizations, StringValues headers)
    {
        var authorization = AuthorizationHeader.Read(authorizations);
        var header = Credential.OfHeader(headers, RefusalReasons.Missing(ApiKeyType.Secret));
        if (header.IsAbsent)
        {
            return authorization.IsAbsent ? Search(request, authorizations.Count > 0 ? authorization : header) : authorization;
        }

        return authorization.IsAbsent || (authorization.Token is { } token && token.Text == header.Token?.Text)
            ? header
            : Credential.Refused(RefusalReasons.Several);
    }

    // Where keys don't belong is looked through only when there is none where they do.
    private static Credential Search(HttpRequest request, Credential absent) =>
        QueryKey.Find(request) is { } found ? Credential.Refused(found)
        : PublishableCredential.Header(request) is [{ } value] && Credential.IsKeyLike(value) && Credential.TypeOf(value) == ApiKeyType.Secret
            ? Credential.Refused(RefusalReasons.InWrongHeader(ApiKeyType.Secret).Of(value))
            : absent;
}
