using ApiKeys.Workflows;

namespace ApiKeys.Usage.Retention;

/// <summary>Removes counts and callers that were kept long enough.</summary>
internal sealed class RemoveOldUsesJob(UseRetention retention) : ScheduledJob("remove-old-uses", TimeSpan.FromHours(1))
{
    protected internal override Task RunAsync(ScheduledJobRun run, CancellationToken cancellationToken) => retention.SweepAsync(cancellationToken);
}
