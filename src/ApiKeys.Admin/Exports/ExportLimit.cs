using System.Security.Claims;
using System.Threading.RateLimiting;
using ApiKeys.Admin.Http;

namespace ApiKeys.Admin.Exports;

/// <summary>How many exports each caller may receive at the same time. An endpoint filter can't hold it: a file is sent after the filters have ended.</summary>
internal sealed class ExportLimit : IDisposable
{
    private const int AtOnce = 2;

    private readonly ConcurrencyBudgets _callers = new(new ConcurrencyLimiterOptions { PermitLimit = AtOnce, QueueLimit = 0 });

    /// <summary>Begins at once or not at all.</summary>
    /// <returns>Whether it may begin; disposed when the file was sent.</returns>
    public ConcurrencyBudget Take(HttpContext context) =>
        _callers.Take(context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? ClientNetwork.Of(context));

    public void Dispose() => _callers.Dispose();
}
