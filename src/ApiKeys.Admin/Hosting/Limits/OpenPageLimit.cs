using System.Security.Claims;
using System.Threading.RateLimiting;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Hosting.Limits;

/// <summary>How many pages of the dashboard one user can have open. Each lives in the server's memory, in a circuit of its own.</summary>
internal sealed class OpenPageLimit(IOptions<AccountOptions> options) : IDisposable
{
    private readonly ConcurrencyBudgets _users = new(new ConcurrencyLimiterOptions { PermitLimit = options.Value.OpenPages, QueueLimit = 0 });

    public ConcurrencyBudget Take(string user) => _users.Take(user);

    public void Dispose() => _users.Dispose();
}

internal static class OpenPageLimitMiddleware
{
    /// <summary>Counts the connections of pages while they are open; comes after authentication. A stranger's is refused by authorization.</summary>
    public static IApplicationBuilder UseOpenPageLimit(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!IsPage(context) || context.User.FindFirstValue(ClaimTypes.NameIdentifier) is not { } user)
        {
            await next(context);
            return;
        }

        using var lease = context.RequestServices.GetRequiredService<OpenPageLimit>().Take(user);
        if (lease.IsAcquired)
        {
            await next(context);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        }
    });

    // The WebSocket of a circuit, or the request that waits for news where there are no WebSockets.
    private static bool IsPage(HttpContext context) =>
        context.Request.Path.Equals("/_blazor", StringComparison.OrdinalIgnoreCase) && !HttpMethods.IsPost(context.Request.Method);
}
