using ApiKeys.Admin.Http;
using ApiKeys.Admin.Endpoints.Access;
using ApiKeys.Admin.Endpoints.Auth;
using ApiKeys.Admin.Endpoints.Events;
using ApiKeys.Admin.Endpoints.Keys;
using ApiKeys.Admin.Endpoints.Leaks;
using ApiKeys.Admin.Endpoints.OpenApi;
using ApiKeys.Admin.Endpoints.Policies;
using ApiKeys.Admin.Endpoints.SalesChannels;
using ApiKeys.Admin.Endpoints.Store;
using ApiKeys.Admin.Endpoints.Users;
using ApiKeys.Admin.Endpoints.Verify;
using ApiKeys.Admin.Identity.Callers;
using Microsoft.AspNetCore.Authorization;

namespace ApiKeys.Admin.Endpoints;

/// <summary>The HTTP API, after the contract of the reference.</summary>
internal static class Api
{
    // The scheme is named: by default the dashboard's cookie would count, which comes with every request of a browser, whichever site began it.
    private static readonly AuthorizationPolicy Caller =
        new AuthorizationPolicyBuilder(CallerSchemes.Anyone).RequireAuthenticatedUser().Build();

    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("");
        ((IEndpointConventionBuilder)api).Finally(HeadRequests.Allow);
        api.MapAuth();
        api.MapStore();
        api.MapLeaks();
        var admin = api.MapGroup(ApiPaths.Admin).RequireAuthorization(Caller).WithAccess(RouteAccess.Unsaid).CalledBy(OperationCaller.Admin);
        admin.AddEndpointFilter<RouteGroupBuilder, AccessFilter>();
        admin.MapKeys();
        admin.MapVerify();
        admin.MapSalesChannels();
        admin.MapUsers();
        admin.MapPolicies();
        admin.MapEvents();

        // Whatever else is asked for under these paths: a stranger learns nothing, a caller that there is nothing. Wrong methods end here too, as in
        // the contract, which has no 405.
        admin.Map("/{**rest}", () => Results.NotFound()).WithAccess(RouteAccess.Anyone).ExcludeFromDescription();
        api.Map(ApiPaths.Auth + "/{**rest}", () => Results.NotFound()).RequireAuthorization(Caller).ExcludeFromDescription();
        api.Map(LeakEndpoint.Path + "/{**rest}", () => Results.NotFound()).RequireAuthorization(Caller).ExcludeFromDescription();
    }
}
