using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Endpoints.Limits;

/// <summary>How many calls each caller has left in this minute.</summary>
internal sealed class CallerLimits : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _limiter;

    public CallerLimits(IOptions<HttpOptions> options)
    {
        var limit = options.Value.CallsPerMinute;
        _limiter = PartitionedRateLimiter.Create<string, string>(caller => RateLimitPartition.GetFixedWindowLimiter(
            caller, _ => new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = Window }));
    }

    /// <summary>Takes one call; null when there is one to take, else how long to wait.</summary>
    public TimeSpan? Take(string caller)
    {
        using var lease = _limiter.AttemptAcquire(caller);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window;
    }

    public void Dispose() => _limiter.Dispose();
}
