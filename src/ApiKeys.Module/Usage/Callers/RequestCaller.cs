using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiKeys.Usage.Callers;

/// <summary>Says who calls, as far as the request tells.</summary>
internal static class RequestCaller
{
    public static ApiKeyCaller Of(HttpContext context) => Of(context, RouteOf(context.GetEndpoint()));

    public static ApiKeyCaller Of(HttpContext context, string? route) =>
        new(context.Connection.RemoteIpAddress, context.Request.Headers.UserAgent, route);

    /// <summary>The pattern, never the path: that holds values, and may hold anything.</summary>
    public static string? RouteOf(Endpoint? endpoint) => (endpoint as RouteEndpoint)?.RoutePattern.RawText;
}
