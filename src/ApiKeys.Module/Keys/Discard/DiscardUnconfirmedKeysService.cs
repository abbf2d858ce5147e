using ApiKeys.Tokens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Keys.Discard;

/// <summary>Discards unconfirmed keys, on start and from then on periodically.</summary>
internal sealed class DiscardUnconfirmedKeysService(
    UnconfirmedKeys keys, IOptions<ApiKeysOptions> options, TimeProvider timeProvider, ILogger<DiscardUnconfirmedKeysService> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Confirmation.DiscardInterval, timeProvider);
        do
        {
            try
            {
                var count = await keys.DiscardAsync(stoppingToken);
                if (count > 0)
                {
                    logger.KeysDiscarded(count);
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // They stay Pending, which can't authenticate; the next tick tries again.
                logger.DiscardFailed(ScrubbedException.For(exception, TokenRedactor.Scrub));
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
