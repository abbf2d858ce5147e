using System.Globalization;
using System.Threading.RateLimiting;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Hosting.Limits;

/// <summary>Limits the posts of strangers. Each purpose has a budget of its own, so that spending one blocks no other.</summary>
/// <remarks>
/// The framework's middleware never disposes the limiter that it makes: its timer keeps an app that has ended in memory (dotnet/aspnetcore#66434). These end
/// with their app.
/// </remarks>
internal sealed class RateLimits : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<HttpContext> _clients = PartitionedRateLimiter.Create<HttpContext, string>(PerClient);
    private readonly PartitionedRateLimiter<HttpContext> _networks = PartitionedRateLimiter.Create<HttpContext, string>(PerWideNetwork);

    /// <summary>Takes one post; null when there is one to take, else how long to wait.</summary>
    // What a small network sends beyond its own budget takes nothing from that of the network around it.
    public TimeSpan? Take(HttpContext context) => PolicyOf(context) is null ? null : Take(_clients, context) ?? Take(_networks, context);

    public void Dispose()
    {
        _clients.Dispose();
        _networks.Dispose();
    }

    private static TimeSpan? Take(PartitionedRateLimiter<HttpContext> limiter, HttpContext context)
    {
        using var lease = limiter.AttemptAcquire(context);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window;
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

    private static RateLimitPartition<string> Fixed(HttpContext context, string client, int share)
    {
        var limit = share * context.RequestServices.GetRequiredService<IOptions<AccountOptions>>().Value.PostsPerMinute;
        return RateLimitPartition.GetFixedWindowLimiter(client, _ => new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = Window });
    }
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
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    });
}
