using System.Threading.RateLimiting;
using ApiKeys.Admin.Http;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Endpoints.Limits;

/// <summary>How many calls each caller has left in this minute.</summary>
internal sealed class CallerLimits : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter;
    private readonly PartitionedRateLimiter<string> _wide;

    public CallerLimits(IOptions<HttpOptions> options)
    {
        _limiter = Limit(options.Value.CallsPerMinute);
        _wide = Limit(options.Value.CallsPerMinute * ClientNetwork.WideShare);
    }

    /// <summary>Takes one call; null when there is one to take, else how long to wait.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="wide">The callers whose calls are counted together as well; null for none.</param>
    public TimeSpan? Take(string caller, string? wide) => _limiter.Take(caller) ?? (wide is null ? null : _wide.Take(wide));

    public void Dispose()
    {
        _limiter.Dispose();
        _wide.Dispose();
    }

    private static PartitionedRateLimiter<string> Limit(int calls) =>
        PartitionedRateLimiter.Create<string, string>(caller => FixedWindow.Of(caller, calls));
}
