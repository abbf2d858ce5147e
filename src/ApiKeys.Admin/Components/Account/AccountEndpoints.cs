using ApiKeys.Admin.Components.Account.Factors;
using ApiKeys.Admin.Components.Account.OpenId;
using ApiKeys.Admin.Components.Account.Passkeys;
using ApiKeys.Admin.Components.Account.Proof;
using ApiKeys.Admin.Components.Account.Sessions;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.Antiforgery;

namespace ApiKeys.Admin.Components.Account;

internal static class AccountEndpoints
{
    /// <summary>What the account pages can't do themselves: only a request can take a cookie away.</summary>
    /// <remarks>
    /// Signing out is open to everyone: a user who is signed out already, in another tab or by time, gets no error. The token is checked
    /// here and not by metadata, because theirs was made for the person they no longer are.
    /// </remarks>
    public static void MapAccount(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapFactors();
        endpoints.MapOpenId();
        endpoints.MapPasskeys();
        endpoints.MapProof();
        endpoints.MapAccountSessions();
        endpoints.MapPost("/account/sign-out", (HttpContext context, SignOut signOut, IAntiforgery antiforgery) =>
            LeaveAsync(context, antiforgery, () => signOut.EndAsync(context.User))).AllowAnonymous();
        endpoints.MapPost("/account/sign-out-everywhere", (HttpContext context, SignOut signOut, IAntiforgery antiforgery) =>
            LeaveAsync(context, antiforgery, () => signOut.EndAllAsync(context.User))).AllowAnonymous();
    }

    /// <summary>Does what a button of an account page asks for, and goes on to another page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="antiforgery">Checks that a page of ours sent it.</param>
    /// <param name="act">Does it, and says where to go.</param>
    internal static async Task PostAsync(HttpContext context, IAntiforgery antiforgery, Func<IFormCollection, Task<string>> act)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            ExpiredForms.Refuse(context);
            return;
        }

        context.Response.Redirect(await act(await context.Request.ReadFormAsync(context.RequestAborted)));
    }

    private static async Task LeaveAsync(HttpContext context, IAntiforgery antiforgery, Func<Task> end)
    {
        if (context.User.Identity?.IsAuthenticated == true)
        {
            if (!await antiforgery.IsRequestValidAsync(context))
            {
                ExpiredForms.Refuse(context);
                return;
            }

            await end();
        }

        context.Response.Redirect("/sign-in");
    }
}
