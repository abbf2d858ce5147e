using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.Callers;

/// <summary>Lets the API reference call with the dashboard's session: takes the dashboard's cookie from a page of this origin, and from nobody else.</summary>
/// <remarks>
/// A browser sends the cookie with every request, whichever site began it. <c>Sec-Fetch-Site</c>, which no page can write, says that one of ours did. A browser
/// that doesn't send it, as over plain http to another machine, is not let in. Neither is a request that shows another credential: who tries out a key must
/// not be answered as themselves.
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
