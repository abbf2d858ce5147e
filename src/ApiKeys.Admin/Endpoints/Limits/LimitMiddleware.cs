using System.Security.Claims;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Hosting;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity.Callers;
using Microsoft.AspNetCore.Authentication;

namespace ApiKeys.Admin.Endpoints.Limits;

internal static class LimitMiddleware
{
    /// <summary>Stands before authorization, so that calls that are refused count too, for where they come from.</summary>
    public static IApplicationBuilder UseCallerLimits(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!ApiPaths.IsCalled(context))
        {
            await next(context);
            return;
        }

        var (caller, wide) = await CallerAsync(context);
        if (context.RequestServices.GetRequiredService<CallerLimits>().Take(caller, wide) is { } wait)
        {
            await ApiProblem.TooManyCalls(wait).ExecuteAsync(context);
            return;
        }

        await next(context);
    });

    /// <summary>Comes after authorization: a stranger learns that they are one, whatever they send along.</summary>
    /// <remarks>
    /// Only for lengths that are said. Told to limit the others, the server would cut the connection while the client sends, and the answer be lost;
    /// <see cref="RequestBody"/> counts those.
    /// </remarks>
    public static IApplicationBuilder UseBodyLimit(this IApplicationBuilder app) => app.Use((context, next) =>
        ApiPaths.IsCalled(context) && context.Request.ContentLength > RequestBody.MaxLength
            ? ApiProblem.TooLarge.ExecuteAsync(context)
            : next(context));

    // Whoever it is was found once for this request; authorization takes it over.
    private static async Task<(string Caller, string? Wide)> CallerAsync(HttpContext context)
    {
        if (ApiPaths.IsStore(context))
        {
            // Anybody may know such a key and use up its calls: shoppers count by where they are.
            var key = (await context.AuthenticateAsync(StoreKeyHandler.SchemeName)).Principal?.FindFirstValue(ClaimTypes.NameIdentifier);
            return ($"{key} {ClientNetwork.Of(context)}", ClientNetwork.WideOf(context) is { } wide ? $"{key} {wide}" : null);
        }

        var caller = await context.AuthenticateAsync(CallerSchemes.Anyone);
        return caller.Principal?.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
            ? (id, null)
            : (ClientNetwork.Of(context), ClientNetwork.WideOf(context));
    }
}
