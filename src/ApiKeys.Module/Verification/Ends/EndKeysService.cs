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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isFailing = false;
        using var timer = new PeriodicTimer(Interval, timeProvider);
        do
        {
            try
            {
                await keys.EndAsync(stoppingToken);
                isFailing = false;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Once, not twice a second for as long as the database is away. Keys are refused all the same.
                if (!isFailing)
                {
                    isFailing = true;
                    logger.CannotEndKeys(ScrubbedException.For(exception, TokenRedactor.Scrub));
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
