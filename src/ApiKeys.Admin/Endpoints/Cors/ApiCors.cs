using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity.Callers;
using Microsoft.Net.Http.Headers;

namespace ApiKeys.Admin.Endpoints.Cors;

/// <summary>Lets pages of the origins in <c>Http:Origins</c> call the API from a browser, with their cookie.</summary>
/// <remarks>
/// Not the framework's: that leaves <c>Vary: Origin</c> out where one origin is listed, and the methods where it knows them, which the contract has in every answer.
/// </remarks>
internal static class ApiCors
{
    private const string Methods = "GET,HEAD,PUT,PATCH,POST,DELETE";

    // What our protocol says in headers. A browser hides all others from pages of other origins.
    private static readonly string Exposed = string.Join(
        ',', HeaderNames.ETag, IdempotencyKey.ReplayedHeader, HeaderNames.RetryAfter, HeaderNames.WWWAuthenticate, HeaderNames.AcceptEncoding);

    public static IApplicationBuilder UseApiCors(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!ApiPaths.IsCalled(context))
        {
            return next(context);
        }

        // When the answer starts, not now: an error clears the headers that are set already, and its reader must be let to read it.
        context.Response.OnStarting(
            static state =>
            {
                SetOrigin((HttpContext)state);
                return Task.CompletedTask;
            },
            context);

        if (!HttpMethods.IsOptions(context.Request.Method))
        {
            return next(context);
        }

        // A browser asks before it calls, and shows no credential. What it learns is the same for every address.
        var headers = context.Response.Headers;
        headers.AccessControlAllowMethods = Methods;
        if (context.Request.Headers.AccessControlRequestHeaders is { Count: > 0 } asked)
        {
            headers.AccessControlAllowHeaders = asked.ToString();
            headers.Append("Vary", "Access-Control-Request-Headers");
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    });

    private static void SetOrigin(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Append("Vary", "Origin");
        headers.AccessControlAllowCredentials = "true";
        if (context.Request.Headers.Origin is [{ Length: > 0 } origin]
            && context.RequestServices.GetRequiredService<OriginRule>().IsListed(origin))
        {
            headers.AccessControlAllowOrigin = origin;
            headers.AccessControlExposeHeaders = Exposed;
        }
    }
}
