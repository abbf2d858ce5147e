using ApiKeys.Tokens;
using ApiKeys.Workflows;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Verification.Ring;

/// <summary>Keeps the ring current while the host runs. Until the first load is done, tokens are looked up in the database.</summary>
internal sealed class KeyRingService(KeyRingFeed feed, IOptions<ApiKeysOptions> options, ILogger<KeyRingService> logger) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await feed.EndAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            // The row stays, and a revocation made in the next seconds waits for this node's lease.
            logger.CouldNotSignOff(ScrubbedException.For(exception, TokenRedactor.Scrub));
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        feed.RunAsync(options.Value.Verification.PollInterval, stoppingToken);
}
