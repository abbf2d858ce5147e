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

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => PollingLoop.RunAsync(
        Interval,
        timeProvider,
        completion.RunOnceAsync,
        exception => logger.ReceiptsNotCompleted(ScrubbedException.For(exception, TokenRedactor.Scrub)),
        stoppingToken);
}
