using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Workflows;

/// <summary>Looks at start, and from then on periodically, for executions whose node has stopped.</summary>
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

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => PollingLoop.RunAsync(
        options.Value.RecoveryInterval,
        timeProvider,
        recovery.RecoverAsync,
        exception => logger.RecoveryFailed(database.Loggable(exception)),
        stoppingToken);
}
