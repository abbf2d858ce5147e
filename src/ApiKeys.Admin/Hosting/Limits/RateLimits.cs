using System.Threading.RateLimiting;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Hosting.Limits;

/// <summary>Limits the posts of strangers. Each purpose has a budget of its own, so that spending one blocks no other.</summary>
/// <remarks>
/// The framework's middleware never disposes its limiter. The timer of that limiter keeps a stopped app in memory (dotnet/aspnetcore#66434).
/// </remarks>
internal sealed class RateLimits : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _clients = PartitionedRateLimiter.Create<HttpContext, string>(PerClient);
    private readonly PartitionedRateLimiter<HttpContext> _networks = PartitionedRateLimiter.Create<HttpContext, string>(PerWideNetwork);

    /// <summary>Takes one post from the budgets of its client. Returns <see langword="null"/> if they allow it, else how long to wait.</summary>
    // The client's own budget first: a post that it refuses takes nothing from the budget of the network around it.
    public TimeSpan? Take(HttpContext context) => PolicyOf(context) is null ? null : _clients.Take(context) ?? _networks.Take(context);

    public void Dispose()
    {
        _clients.Dispose();
        _networks.Dispose();
    }

    private static RateLimitPartition<string> PerClient(HttpContext context) =>
        Fixed(context, $"{PolicyOf(context)} {context.Features.Get<KnownDevice>()?.Digest ?? ClientNetwork.Of(context)}", share: 1);

    private static RateLimitPartition<string> PerWideNetwork(HttpContext context) =>
        context.Features.Get<KnownDevice>() is null && ClientNetwork.WideOf(context) is { } network
            ? Fixed(context, $"{PolicyOf(context)} {network}", ClientNetwork.WideShare)
            : RateLimitPartition.GetNoLimiter("");

    // Reading is free.
    private static string? PolicyOf(HttpContext context) => HttpMethods.IsPost(context.Request.Method)
        ? context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName
        : null;

    private static RateLimitPartition<string> Fixed(HttpContext context, string client, int share) =>
        FixedWindow.Of(client, share * context.RequestServices.GetRequiredService<IOptions<AccountOptions>>().Value.PostsPerMinute);
}

internal static class RateLimitsMiddleware
{
    /// <summary>Refuses posts beyond the budget that their endpoint names by <see cref="EnableRateLimitingAttribute"/>.</summary>
    public static IApplicationBuilder UseRateLimits(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.RequestServices.GetRequiredService<RateLimits>().Take(context) is not { } wait)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.SetRetryAfter(wait);
        return Task.CompletedTask;
    });
}
