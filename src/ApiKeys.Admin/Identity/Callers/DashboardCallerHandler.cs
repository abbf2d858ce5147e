using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.Callers;

/// <summary>Reads the dashboard's cookie, for the API reference. Only requests of pages of this origin can use it.</summary>
/// <remarks>
/// A browser sends the cookie with every request, whichever site began it. Only <c>Sec-Fetch-Site</c>, which no page can write, says that a page of this origin
/// did. Browsers leave it out over plain http to another machine, and such requests are refused. A request with another credential is refused too: whoever
/// tries out a wrong key there has to see that it is wrong.
/// </remarks>
internal sealed class DashboardCallerHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[OriginRule.FetchSite] is not [OriginRule.SameOrigin] || ShowsAnother())
        {
            return AuthenticateResult.NoResult();
        }

        var session = await Context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        return session.Principal is { } person
            ? AuthenticateResult.Success(new AuthenticationTicket(person, Scheme.Name))
            : AuthenticateResult.NoResult();
    }

    private bool ShowsAnother() => Request.Headers.Authorization.Count > 0 || Request.Headers.ContainsKey(ApiKeyAuthenticationDefaults.SecretHeader);
}
