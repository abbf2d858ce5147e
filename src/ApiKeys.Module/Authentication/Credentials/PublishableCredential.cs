using ApiKeys.Authentication.Refusals;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ApiKeys.Authentication.Credentials;

/// <summary>Reads a publishable key from its header.</summary>
internal static class PublishableCredential
{
    public static Credential Read(HttpRequest request)
    {
        var header = Credential.OfHeader(Header(request), RefusalReasons.Missing(ApiKeyType.Publishable));
        return header.IsAbsent ? Search(request, header) : header;
    }

    public static StringValues Header(HttpRequest request) => request.Headers[ApiKeyAuthenticationDefaults.PublishableHeader];

    private static Credential Search(HttpRequest request, Credential absent)
    {
        if (QueryKey.Find(request) is { } found)
        {
            return Credential.Refused(found);
        }

        // A secret key beside is none of our business: a server calls with both.
        var secretPlace = SecretCredential.Read(request).Token?.Text;
        return secretPlace is not null && Credential.TypeOf(secretPlace) == ApiKeyType.Publishable
            ? Credential.Refused(RefusalReasons.InWrongHeader(ApiKeyType.Publishable).Of(secretPlace))
            : absent;
    }
}
