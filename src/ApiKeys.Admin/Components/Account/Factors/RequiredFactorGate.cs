using ApiKeys.Admin.Identity.Session;
using Microsoft.AspNetCore.Components.Endpoints;

namespace ApiKeys.Admin.Components.Account.Factors;

/// <summary>Leads a user who has to set up a second factor to that page, from every page except those of the account. Acts are refused by themselves: the session has no role.</summary>
internal static class RequiredFactorGate
{
    public static async Task MiddlewareAsync(HttpContext context, RequestDelegate next)
    {
        if (context.User.HasClaim(claim => claim.Type == SessionClaims.SecondFactorOverdue)
            && context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
            && !context.Request.Path.StartsWithSegments("/account"))
        {
            context.Response.Redirect("/account/second-factor");
            return;
        }

        await next(context);
    }
}
