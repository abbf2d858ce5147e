using ApiKeys.Tokens;
using ApiKeys.Workflows;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Usage.Flush;

/// <summary>Writes noted uses periodically, and once more when the process stops.</summary>
internal sealed class UseFlushService(
    UseRecorder recorder, IOptions<ApiKeysOptions> options, TimeProvider timeProvider, ILogger<UseFlushService> logger)
    : BackgroundService
{
    private readonly OutageNote _outage = new();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Usage.FlushInterval, timeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await FlushAsync(stoppingToken);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await recorder.FlushAsync(cancellationToken);
            _outage.End();
        }
        catch (Exception exception)
        {
            // What was noted is kept; the next tick tries again.
            if (_outage.IsNews(exception))
            {
                logger.FlushFailed(ScrubbedException.For(exception, TokenRedactor.Scrub));
            }
        }
    }
}
