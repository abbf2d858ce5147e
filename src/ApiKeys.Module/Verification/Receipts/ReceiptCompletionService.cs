using ApiKeys.Storage;
using ApiKeys.Tokens;
using ApiKeys.Workflows;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Verification.Receipts;

/// <summary>Completes receipts while the host runs. Each node does so.</summary>
internal sealed class ReceiptCompletionService(ReceiptCompletion completion, StoreChanges changes, TimeProvider timeProvider, ILogger<ReceiptCompletionService> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly IdleLook _idle = new(changes);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => PollingLoop.RunAsync(
        Interval,
        timeProvider,
        cancellationToken => completion.RunOnceAsync(cancellationToken, _idle),
        exception => logger.ReceiptsNotCompleted(ScrubbedException.For(exception, TokenRedactor.Scrub)),
        stoppingToken);
}
