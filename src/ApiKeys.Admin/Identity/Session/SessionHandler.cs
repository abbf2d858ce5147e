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
    ApiSessions sessions,
    OperatorAccess access,
    OriginRule origins)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Read(Context) is not { Length: > 0 } cookie)
        {
            return AuthenticateResult.NoResult();
        }

        if (await sessions.FindAsync(cookie, Context.RequestAborted) is not { } session
            || await access.FindAsync(session.Principal, Context.RequestAborted) is null)
        {
            return AuthenticateResult.Fail("The session is unknown or over.");
        }

        return origins.IsForeign(Request) ? AuthenticateResult.Fail(new ForeignCookie()) : AuthenticateResult.Success(session);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        await CallerRefusals.AnswerAsync(Context, result.Failure);
    }
}
