using ApiKeys.Admin.Http;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Endpoints.Limits;

/// <summary>How many calls each caller has left in this minute.</summary>
internal sealed class CallerLimits(IOptions<HttpOptions> options, TimeProvider timeProvider)
{
    private readonly MinuteBudgets _callers = new(timeProvider);
    private readonly MinuteBudgets _networks = new(timeProvider);

    /// <summary>Takes one call; null when there is one to take, else how long to wait.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="wide">The callers whose calls are counted together as well; null for none.</param>
    public TimeSpan? Take(string caller, string? wide)
    {
        var calls = options.Value.CallsPerMinute;
        return _callers.Take(caller, calls) ?? (wide is null ? null : _networks.Take(wide, calls * ClientNetwork.WideShare));
    }
}
