using ApiKeys.Tokens;
using ApiKeys.Usage.Recording;
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
    private readonly Outage _outage = new();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await recorder.FlushAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            if (_outage.IsNews(exception))
            {
                Log(exception);
            }
        }
    }

    // After a failure the counts are kept, and the next interval tries again.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        PollingLoop.RunAsync(options.Value.Usage.FlushInterval, timeProvider, recorder.FlushAsync, Log, stoppingToken, _outage);

    private void Log(Exception exception) => logger.FlushFailed(ScrubbedException.For(exception, TokenRedactor.Scrub));
}
