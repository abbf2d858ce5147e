using System.Globalization;
using System.Threading.RateLimiting;

namespace ApiKeys.Admin.Http;

/// <summary>Budgets of requests per minute.</summary>
internal static class FixedWindow
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    /// <summary>The budget of one client.</summary>
    public static RateLimitPartition<string> Of(string client, int requests) => RateLimitPartition.GetFixedWindowLimiter(
        client, _ => new FixedWindowRateLimiterOptions { PermitLimit = requests, Window = Length });

    /// <summary>Takes one request from a budget.</summary>
    /// <returns><see langword="null"/> if the budget allows it, else how long to wait.</returns>
    public static TimeSpan? Take<TResource>(this PartitionedRateLimiter<TResource> limiter, TResource resource)
    {
        using var lease = limiter.AttemptAcquire(resource);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Length;
    }

    /// <summary>Tells the caller how long to wait, in whole seconds and at least one.</summary>
    public static void SetRetryAfter(this HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
