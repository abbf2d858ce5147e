using ApiKeys.Admin.Hosting;
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
    public static void MapAccount(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/account/sign-out", async (HttpContext context, SignOut signOut, IAntiforgery antiforgery) =>
        {
            if (context.User.Identity?.IsAuthenticated == true)
            {
                if (!await antiforgery.IsRequestValidAsync(context))
                {
                    ExpiredForms.Refuse(context);
                    return;
                }

                await signOut.EndAllAsync(context.User, context.RequestAborted);
            }

            context.Response.Redirect("/sign-in");
        })
        .AllowAnonymous();
}
