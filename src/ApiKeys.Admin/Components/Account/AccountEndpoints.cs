using ApiKeys.Admin.Components.Account.Factors;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.Antiforgery;

namespace ApiKeys.Admin.Components.Account;

internal static class AccountEndpoints
{
    /// <summary>What the account pages can't do themselves: only a request can take a cookie away.</summary>
    /// <remarks>
    /// Open to everyone: whoever is signed out already, in another tab or by time, is where they wanted to be. The token is checked
    /// here and not by metadata, because theirs was made for the person they no longer are.
    /// </remarks>
    public static void MapAccount(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapFactors();
        endpoints.MapPost("/account/sign-out", (HttpContext context, SignOut signOut, IAntiforgery antiforgery) =>
            LeaveAsync(context, antiforgery, () => signOut.EndAsync(context.User))).AllowAnonymous();
        endpoints.MapPost("/account/sign-out-everywhere", (HttpContext context, SignOut signOut, IAntiforgery antiforgery) =>
            LeaveAsync(context, antiforgery, () => signOut.EndAllAsync(context.User, context.RequestAborted))).AllowAnonymous();
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
