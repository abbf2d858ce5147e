using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.Antiforgery;

namespace ApiKeys.Admin.Components.Account;

internal static class AccountEndpoints
{
    /// <summary>What the account pages can't do themselves: only a request can take a cookie away.</summary>
    public static void MapAccount(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/account/sign-out", async (AdminSignInManager sessions) =>
        {
            await sessions.SignOutAsync();
            return TypedResults.LocalRedirect("/sign-in");
        })
        .WithMetadata(new RequireAntiforgeryTokenAttribute());
}
