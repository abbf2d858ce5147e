namespace ApiKeys.Workflows;

/// <summary>Removes executions that ended longer ago than they are kept.</summary>
internal sealed class RemoveEndedExecutionsJob(WorkflowRetention retention) : ScheduledJob("remove-ended-executions", TimeSpan.FromHours(1))
{
    protected internal override Task RunAsync(ScheduledJobRun run, CancellationToken cancellationToken) => retention.SweepAsync(cancellationToken);
}
