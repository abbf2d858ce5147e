using ApiKeys.Admin.Endpoints.Auth;
using ApiKeys.Admin.Endpoints.Keys;
using ApiKeys.Admin.Endpoints.SalesChannels;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Bearer;
using Microsoft.AspNetCore.Authorization;

namespace ApiKeys.Admin.Endpoints;

/// <summary>The HTTP API, after the contract of the reference.</summary>
internal static class Api
{
    private const string Admin = "/admin";
    private const string Auth = "/auth";

    // The scheme is named: the dashboard's cookie comes with every request of a browser, whichever site began it.
    private static readonly AuthorizationPolicy Bearer =
        new AuthorizationPolicyBuilder(BearerTokens.Scheme).RequireAuthenticatedUser().Build();

    /// <summary>Whether a program calls, which wants JSON and no pages, addresses without a route included.</summary>
    public static bool IsCalled(HttpContext context) =>
        context.Request.Path.StartsWithSegments(Admin) || context.Request.Path.StartsWithSegments(Auth);

    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("");
        ((IEndpointConventionBuilder)api).Finally(OpenApi.OperationTexts.Describe);
        api.MapAuth();
        endpoints = api;
        var admin = endpoints.MapGroup(Admin).RequireAuthorization(Bearer);
        admin.AddEndpointFilter((call, next) =>
        {
            call.HttpContext.RequestServices.GetRequiredService<ApiCaller>().Principal = call.HttpContext.User;
            return next(call);
        });
        admin.MapKeys();
        admin.MapSalesChannels();

        // Whatever else is asked for under these paths: a stranger learns nothing, a caller that there is nothing. Wrong methods end here too.
        admin.Map("/{**rest}", () => Results.NotFound());
        endpoints.Map(Auth + "/{**rest}", () => Results.NotFound()).RequireAuthorization(Bearer);
    }
}
