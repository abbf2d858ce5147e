using System.Text.Encodings.Web;
using ApiKeys.Admin.Identity.Callers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.Session;

/// <summary>Reads the cookie that <c>POST /auth/session</c> gave.</summary>
internal sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    UserSessions sessions,
    OriginRule origins)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Read(Context) is not { Length: > 0 } token)
        {
            return AuthenticateResult.NoResult();
        }

        if (await sessions.FindAsync(SessionKind.Api, token, Context.RequestAborted) is not { } session)
        {
            return AuthenticateResult.Fail("The session is unknown or has ended.");
        }

        return origins.IsForeign(Request)
            ? AuthenticateResult.Fail(new ForeignCookie())
            : AuthenticateResult.Success(new AuthenticationTicket(session.ToPrincipal(Scheme.Name), Scheme.Name));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        await CallerRefusals.AnswerAsync(Context, result.Failure);
    }
}
