using ApiKeys.Configuration;
using ApiKeys.Keys;
using ApiKeys.Storage;
using ApiKeys.Time;
using ApiKeys.Tokens;
using ApiKeys.Workflows;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Verification.Ends;

/// <summary>
/// Makes ends that have come facts, on each node and twice a second. Not a scheduled job: those go by the nodes' wall clocks, which this must not depend on.
/// </summary>
internal sealed class EndKeysService(
    EndedKeys keys, KeyClock clock, StoreChanges changes, TimeProvider timeProvider, ILogger<EndKeysService> logger)
    : BackgroundService
{
    internal static readonly TimeSpan Interval = Fencing.Promise / 2;

    private ChangeMark? _knownSince;
    private DateTimeOffset _next;

    // If it fails, ended keys are still refused.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => PollingLoop.RunAsync(
        Interval,
        timeProvider,
        LookAsync,
        exception => logger.CannotEndKeys(ScrubbedException.For(exception, TokenRedactor.Scrub)),
        stoppingToken);

    // Where the database tells that nothing was committed, the next end that was found then is still the next one.
    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var mark = changes.Mark;
        if (mark is not null && mark == _knownSince && clock.IsKnownBefore(_next))
        {
            return;
        }

        _knownSince = null;
        await keys.EndAsync(cancellationToken);
        if (mark is not null)
        {
            _next = await keys.NextAsync(cancellationToken);
            _knownSince = mark;
        }
    }
}
