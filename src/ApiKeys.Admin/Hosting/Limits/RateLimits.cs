using ApiKeys.Admin.Http;
using System.Globalization;
using System.Threading.RateLimiting;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Hosting.Limits;

/// <summary>Limits the posts of strangers. Each purpose has a budget of its own, so that spending one blocks no other.</summary>
internal static class RateLimits
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = static (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : Window;
            rejected.HttpContext.Response.Headers.RetryAfter =
                Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };

        // Asked first: what a small network sends beyond its own budget takes nothing from that of the network around it.
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(PerClient);
        foreach (var policy in (string[])[
            RateLimitPolicies.SignIn, RateLimitPolicies.Setup, RateLimitPolicies.OneTimeLinks, RateLimitPolicies.ForgottenPasswords, RateLimitPolicies.LeakReports])
        {
            options.AddPolicy(policy, PerWideNetwork);
        }
    });

    private static RateLimitPartition<string> PerClient(HttpContext context) => PolicyOf(context) is { } policy
        ? Fixed(context, $"{policy} {context.Features.Get<KnownDevice>()?.Digest ?? ClientNetwork.Of(context)}", share: 1)
        : RateLimitPartition.GetNoLimiter("");

    private static RateLimitPartition<string> PerWideNetwork(HttpContext context) =>
        PolicyOf(context) is not null && context.Features.Get<KnownDevice>() is null && ClientNetwork.WideOf(context) is { } network
            ? Fixed(context, network, ClientNetwork.WideShare)
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
