using ApiKeys.Admin.Identity.Factors;
using ApiKeys.Admin.Identity.Session;
using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>
/// The second step of a sign-in: after the right password, a code. What the browser holds meanwhile is a token of a row, as for sessions: a copy of the database lets
/// no one skip the first step.
/// </summary>
internal sealed class SecondStep(
    UserSessions sessions, UserManager<AdminUser> users, SecondFactorCodes codes, SignInCompletion completion, TimeProvider timeProvider)
{
    private const string CookieName = "apikeys-second-step";

    private static readonly SchemeCookieManager Cookies = new();

    public async Task BeginAsync(AdminUser user, HttpContext context)
    {
        var now = timeProvider.GetUtcNow();
        var (token, _) = await sessions.BeginAsync(
            SessionKind.SecondStep, user.Id, user.SecurityStamp ?? "", SessionDevice.Of(context), new SessionProof(now, null), context.RequestAborted);
        var options = Options(context);
        options.MaxAge = UserSessions.SecondStepLifetime;
        Cookies.AppendResponseCookie(context, CookieName, token, options);
    }

    /// <summary>Who has given the password in this browser; null when no one has, or too long ago.</summary>
    public async Task<AdminUser?> FindAsync(HttpContext context) =>
        await FindSessionAsync(context) is { } active ? await users.FindByIdAsync(active.Operator.Id) : null;

    /// <summary>Signs in with a code; null when the password has to be given again.</summary>
    public async Task<CodeResult?> FinishAsync(string code, bool trust, HttpContext context)
    {
        if (await FindSessionAsync(context) is not { } active || await users.FindByIdAsync(active.Operator.Id) is not { } user)
        {
            return null;
        }

        var result = await codes.CheckAsync(user, code, context);
        if (result is CodeResult.Fits)
        {
            await EndAsync(active, context);
            await completion.CompleteAsync(user, hasSecondFactor: true, trust, context);
        }

        return result;
    }

    /// <summary>Ends the step, when another way to sign in took its place.</summary>
    public async Task EndAsync(HttpContext context)
    {
        if (await FindSessionAsync(context) is { } active)
        {
            await EndAsync(active, context);
        }
    }

    private async Task EndAsync(ActiveSession active, HttpContext context)
    {
        await sessions.EndAsync(active.Row.Id);
        Cookies.DeleteCookie(context, CookieName, Options(context));
    }

    private async Task<ActiveSession?> FindSessionAsync(HttpContext context) => Cookies.GetRequestCookie(context, CookieName) is { Length: > 0 } token
        ? await sessions.FindAsync(SessionKind.SecondStep, token, context.RequestAborted)
        : null;

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = "/",
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
    };
}
