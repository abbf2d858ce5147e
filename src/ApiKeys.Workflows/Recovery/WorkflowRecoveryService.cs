using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Workflows;

/// <summary>Looks for dead executions on start and from then on periodically.</summary>
internal sealed class WorkflowRecoveryService(
    WorkflowRecovery recovery,
    WorkflowRegistry registry,
    WorkflowDatabase database,
    IOptions<WorkflowOptions> options,
    TimeProvider timeProvider,
    ILogger<WorkflowRecoveryService> logger)
    : BackgroundService
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        registry.Validate();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.RecoveryInterval, timeProvider);
        var outage = new OutageNote();
        do
        {
            try
            {
                await recovery.RecoverAsync(stoppingToken);
                outage.End();
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // A database out of reach now is asked again at the next tick.
                if (outage.IsNews(exception))
                {
                    logger.RecoveryFailed(database.Loggable(exception));
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
