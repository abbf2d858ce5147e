using ApiKeys.Admin.Http;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.Callers;

/// <summary>Which sites' pages may call, and with it the protection of cookies against forgery.</summary>
/// <remarks>
/// A browser sends a cookie wherever a page of any site tells it to. A token in a form, as our own pages have it, is nothing that the reference's client
/// could send, so the browser is asked instead who began the call: <c>Sec-Fetch-Site</c>, which no page can write and every browser sends since 2023, and before
/// that <c>Origin</c>, which comes with every unsafe call of another site. A call with neither comes from no page; a program has its cookie
/// from no one but itself. That the cookie is <c>SameSite=Lax</c> is the second wall, and holds where only the site differs and not where
/// only the origin does (another port, another subdomain).
/// </remarks>
internal sealed class OriginRule(IOptions<HttpOptions> options)
{
    /// <summary>Says who began a request. Browsers write it, pages can't.</summary>
    public const string FetchSite = "Sec-Fetch-Site";

    /// <summary>A page of this origin began it.</summary>
    public const string SameOrigin = "same-origin";

    private readonly HashSet<string> _listed = new(options.Value.Origins, StringComparer.OrdinalIgnoreCase);

    public bool IsListed(string origin) => _listed.Contains(origin);

    /// <summary>Whether a page of another origin, and none of those listed, asks for a change.</summary>
    public bool IsForeign(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return false;
        }

        // Several headers are joined to one text, which equals no origin.
        var origin = request.Headers.Origin.ToString();
        return !IsListed(origin) && request.Headers[FetchSite] switch
        {
            [] => origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase),
            [SameOrigin or "none"] => false,
            _ => true,
        };
    }
}
