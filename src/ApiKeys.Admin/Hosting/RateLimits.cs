using System.Globalization;
using System.Threading.RateLimiting;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Hosting;

internal static class RateLimits
{
    /// <summary>The policy for pages that take a password or the set-up code: only their posts count.</summary>
    public const string CredentialPosts = nameof(CredentialPosts);

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
        options.AddPolicy(CredentialPosts, PerAddress);
    });

    private static RateLimitPartition<string> PerAddress(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            return RateLimitPartition.GetNoLimiter("reading");
        }

        var limit = context.RequestServices.GetRequiredService<IOptions<AccountOptions>>().Value.PostsPerMinute;
        return RateLimitPartition.GetFixedWindowLimiter(
            ClientNetwork.Of(context),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = Window });
    }
}
