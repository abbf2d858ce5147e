using ApiKeys.Tokens;
using ApiKeys.Workflows;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Verification.Receipts;

/// <summary>Completes receipts while the host runs. Each node does so: where there is nothing to complete, that is one look at an index.</summary>
internal sealed class ReceiptCompletionService(ReceiptCompletion completion, TimeProvider timeProvider, ILogger<ReceiptCompletionService> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isFailing = false;
        using var timer = new PeriodicTimer(Interval, timeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await completion.RunOnceAsync(stoppingToken);
                isFailing = false;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Once, not every second for as long as the database is away.
                if (!isFailing)
                {
                    logger.ReceiptsNotCompleted(ScrubbedException.For(exception, TokenRedactor.Scrub));
                }

                isFailing = true;
            }
        }
    }
}
