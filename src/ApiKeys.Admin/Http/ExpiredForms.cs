using ApiKeys.Admin.Hosting;
using Microsoft.AspNetCore.Antiforgery;

namespace ApiKeys.Admin.Http;

internal static class ExpiredForms
{
    private static readonly object Key = new();

    /// <summary>
    /// Refuses every post whose antiforgery token does not fit, before any handler sees it, and lets the status page say what to do:
    /// the usual cause is a form left open while the person signed in or out elsewhere.
    /// </summary>
    public static IApplicationBuilder UseExpiredFormRefusal(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
        {
            return next(context);
        }

        Refuse(context);
        return Task.CompletedTask;
    });

    public static void Refuse(HttpContext context)
    {
        context.Items[Key] = true;
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
    }

    public static bool WasRefused(HttpContext context) => context.Items.ContainsKey(Key);
}
