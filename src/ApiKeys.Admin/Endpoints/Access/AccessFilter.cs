using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity;

namespace ApiKeys.Admin.Endpoints.Access;

/// <summary>
/// Holds whoever was let in against the route's <see cref="RouteAccess"/>, before anything of the call is read, and tells the operations behind who acts. Those
/// ask again for people.
/// </summary>
internal sealed class AccessFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var access = http.GetEndpoint()!.Metadata.GetRequiredMetadata<RouteAccess>();
        var caller = http.RequestServices.GetRequiredService<ApiCaller>();
        if (http.GetApiKey(ApiKeyType.Secret) is not { } key)
        {
            caller.Principal = http.User;
            return await CheckRoleAsync(http, access) ?? await next(context);
        }

        if (access.Scope is { } scope && !key.HasScope(scope))
        {
            return ApiProblem.MissingScope(scope);
        }

        caller.Key = key;
        return await next(context);
    }

    private static async Task<ApiProblem?> CheckRoleAsync(HttpContext http, RouteAccess access)
    {
        if (access.Policy is not { } policy)
        {
            return null;
        }

        var operators = http.RequestServices.GetRequiredService<OperatorAccess>();
        return await operators.AuthorizeAsync(http.User, policy, http.RequestAborted) switch
        {
            OperatorAccessResult.Allowed => null,
            OperatorAccessResult.Forbidden { Message: var message } => ApiProblem.Forbidden(message),
            _ => ApiProblem.Unauthorized,
        };
    }
}
