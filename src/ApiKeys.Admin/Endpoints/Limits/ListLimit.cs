using System.Security.Claims;
using System.Threading.RateLimiting;
using ApiKeys.Admin.Http;

namespace ApiKeys.Admin.Endpoints.Limits;

/// <summary>Runs only so many lists at once, for one caller and for all: a list with many filters is the dearest question that the database is asked.</summary>
internal sealed class ListLimit : IEndpointFilter, IDisposable
{
    private const int AtOnce = 4;
    private const int Waiting = 100;

    private readonly ConcurrencyBudgets _callers = new(Options(AtOnce, Waiting));

    private readonly ConcurrencyLimiter _all = new(Options(Math.Max(AtOnce, 2 * Environment.ProcessorCount), 10 * Waiting));

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var caller = http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? ClientNetwork.Of(http);
        using var own = await _callers.TakeAsync(caller, http.RequestAborted);
        if (!own.IsAcquired)
        {
            return ApiProblem.TooManyLists;
        }

        using var all = await _all.AcquireAsync(permitCount: 1, http.RequestAborted);
        return all.IsAcquired ? await next(context) : ApiProblem.TooManyLists;
    }

    public void Dispose()
    {
        _callers.Dispose();
        _all.Dispose();
    }

    private static ConcurrencyLimiterOptions Options(int atOnce, int waiting) =>
        new() { PermitLimit = atOnce, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst };
}
