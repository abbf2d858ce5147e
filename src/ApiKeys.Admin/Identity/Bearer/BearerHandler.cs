using System.Text.Encodings.Web;
using ApiKeys.Admin.Identity.Callers;
using ApiKeys.Admin.Identity.Session;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.Bearer;

/// <summary>Reads <c>Authorization: Bearer …</c>. Nothing else: what a browser sends by itself, such as a cookie, could be sent by any site.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    UserSessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    private const string Prefix = CallerSchemes.Bearer + " ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        if (SecretAsBearer.IsIn(Request))
        {
            return AuthenticateResult.Fail(new SecretAsBearer());
        }

        return await sessions.FindAsync(SessionKind.Bearer, header[Prefix.Length..], Context.RequestAborted) is { } session
            ? AuthenticateResult.Success(new AuthenticationTicket(session.ToPrincipal(Scheme.Name), Scheme.Name))
            : AuthenticateResult.Fail("The bearer token is unknown or has ended.");
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        await CallerRefusals.AnswerAsync(Context, result.Failure);
    }
}
