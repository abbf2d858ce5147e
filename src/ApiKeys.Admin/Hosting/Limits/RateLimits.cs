using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Hosting.Limits;

/// <summary>Limits the posts of strangers. Each purpose has a budget of its own, so that spending one blocks no other.</summary>
internal sealed class RateLimits(IOptions<AccountOptions> options, TimeProvider timeProvider)
{
    private readonly MinuteBudgets _clients = new(timeProvider);
    private readonly MinuteBudgets _networks = new(timeProvider);

    /// <summary>Takes one post from the budgets of its client. Returns <see langword="null"/> if they allow it, else how long to wait.</summary>
    public TimeSpan? Take(HttpContext context)
    {
        if (PolicyOf(context) is not { } policy)
        {
            return null;
        }

        // The client's own budget first: a post that it refuses takes nothing from the budget of the network around it.
        var posts = options.Value.PostsPerMinute;
        return context.Features.Get<KnownDevice>() is { } device
            ? _clients.Take($"{policy} {device.Digest}", posts)
            : _clients.Take($"{policy} {ClientNetwork.Of(context)}", posts)
                ?? (ClientNetwork.WideOf(context) is { } network ? _networks.Take($"{policy} {network}", posts * ClientNetwork.WideShare) : null);
    }

    // Reading is free.
    private static string? PolicyOf(HttpContext context) => HttpMethods.IsPost(context.Request.Method)
        ? context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName
        : null;
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
