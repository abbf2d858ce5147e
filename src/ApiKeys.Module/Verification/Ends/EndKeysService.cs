using ApiKeys.Configuration;
using ApiKeys.Keys;
using ApiKeys.Tokens;
using ApiKeys.Workflows;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Verification.Ends;

/// <summary>
/// Makes ends that have come facts, on each node and twice a second. Not a scheduled job: those go by the nodes' wall clocks, which this must not depend on.
/// </summary>
internal sealed class EndKeysService(EndedKeys keys, TimeProvider timeProvider, ILogger<EndKeysService> logger) : BackgroundService
{
    internal static readonly TimeSpan Interval = Fencing.Promise / 2;

    // If it fails, ended keys are still refused.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => PollingLoop.RunAsync(
        Interval,
        timeProvider,
        keys.EndAsync,
        exception => logger.CannotEndKeys(ScrubbedException.For(exception, TokenRedactor.Scrub)),
        stoppingToken);
}
