using System.Security.Claims;
using ApiKeys.Admin.Components.Account.Pages;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Passkeys;
using ApiKeys.Admin.Identity.Session;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Components.Account.Passkeys;

/// <summary>What the browser's script for passkeys asks for. Each takes a form and answers with where to go, or with what is wrong.</summary>
internal static class PasskeyEndpoints
{
    public static void MapPasskeys(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/sign-in/passkey/options", (HttpContext context, IAntiforgery antiforgery, PasskeySignIn signIn) =>
            OptionsAsync(context, antiforgery, form => signIn.BeginAsync(form["step"] == "second", context)))
            .AllowAnonymous().RequireRateLimiting(RateLimitPolicies.SignIn);
        endpoints.MapPost("/sign-in/passkey", (HttpContext context, IAntiforgery antiforgery, PasskeySignIn signIn, AfterSignIn after) =>
            AnswerAsync(context, antiforgery, form => SignInAsync(form, signIn, after, context)))
            .AllowAnonymous().RequireRateLimiting(RateLimitPolicies.SignIn);
        endpoints.MapPost("/account/passkeys/options", (HttpContext context, IAntiforgery antiforgery, UserManager<AdminUser> users, PasskeyCeremonies passkeys) =>
            OptionsAsync(context, antiforgery, async _ => await users.GetUserAsync(context.User) is { } user ? await passkeys.BeginRegistrationAsync(user, context) : "{}"));
        endpoints.MapPost("/account/passkeys/add", (HttpContext context, IAntiforgery antiforgery, UserManager<AdminUser> users, OwnPasskeys passkeys) =>
            AnswerAsync(context, antiforgery, form => AddAsync(form, users, passkeys, context)));
        endpoints.MapPost("/account/passkeys/remove", RemoveAsync);
    }

    /// <summary>Answers a script with JSON that a browser's function takes.</summary>
    internal static async Task<IResult> OptionsAsync(HttpContext context, IAntiforgery antiforgery, Func<IFormCollection, Task<string>> find) =>
        await antiforgery.IsRequestValidAsync(context)
            ? Results.Text(await find(await context.Request.ReadFormAsync(context.RequestAborted)), "application/json")
            : Expired();

    internal static async Task<IResult> AnswerAsync(HttpContext context, IAntiforgery antiforgery, Func<IFormCollection, Task<PasskeyAnswer>> act) =>
        await antiforgery.IsRequestValidAsync(context)
            ? Results.Json(await act(await context.Request.ReadFormAsync(context.RequestAborted)))
            : Expired();

    private static IResult Expired() => Results.Json(PasskeyAnswer.Wrong("This page was open for too long. Nothing was changed. Load it again."));

    private static async Task<PasskeyAnswer> SignInAsync(IFormCollection form, PasskeySignIn signIn, AfterSignIn after, HttpContext context) =>
        await signIn.FinishAsync(form["credential"].ToString(), form["trust"] == "true", context) switch
        {
            PasskeySignInResult.SignedIn { UserId: var userId } => PasskeyAnswer.GoTo(await after.FindAsync(userId, form["returnUrl"], context)),
            PasskeySignInResult.Deactivated => PasskeyAnswer.Wrong("This account is deactivated. An owner can reactivate it."),
            _ => PasskeyAnswer.Wrong("This passkey isn't known at this address. Sign in with your password, or use another passkey."),
        };

    private static async Task<PasskeyAnswer> AddAsync(IFormCollection form, UserManager<AdminUser> users, OwnPasskeys passkeys, HttpContext context)
    {
        var name = form["name"].ToString().Trim();
        if (PasskeyName.Problem(name) is { } wrong)
        {
            return PasskeyAnswer.Wrong(wrong);
        }

        if (await users.GetUserAsync(context.User) is not { } user)
        {
            return PasskeyAnswer.GoTo("/sign-in");
        }

        if (await passkeys.AddAsync(user, form["credential"].ToString(), name, context) is { } problem)
        {
            return PasskeyAnswer.Wrong(problem);
        }

        DoneNotice.Leave(context, AccountPage.PasskeyAdded);
        return PasskeyAnswer.GoTo(await users.CountRecoveryCodesAsync(user) == 0 ? "/account/recovery-codes" : "/account");
    }

    private static Task RemoveAsync(
        HttpContext context, IAntiforgery antiforgery, UserManager<AdminUser> users, OwnPasskeys passkeys, UserSessions sessions) =>
        AccountEndpoints.PostAsync(context, antiforgery, async form =>
        {
            if (await users.GetUserAsync(context.User) is { } user
                && await sessions.ProofAsync(context.User.FindFirstValue(SessionClaims.Id)!, context.RequestAborted) is { } proof
                && await passkeys.RemoveAsync(user, form["id"].ToString(), proof, context))
            {
                DoneNotice.Leave(context, AccountPage.PasskeyRemoved);
            }

            return "/account";
        });
}

/// <param name="Location">Where to go; null when something is wrong.</param>
/// <param name="Problem">What is wrong, to show.</param>
internal sealed record PasskeyAnswer(string? Location, string? Problem)
{
    public static PasskeyAnswer GoTo(string location) => new(location, null);

    public static PasskeyAnswer Wrong(string problem) => new(null, problem);
}
