namespace ApiKeys.Workflows;

/// <summary>Tells how the scheduled jobs fare.</summary>
public interface IScheduledJobs
{
    /// <summary>Lists the registered jobs by name.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    Task<IReadOnlyList<ScheduledJobDetails>> ListAsync(CancellationToken cancellationToken = default);
}
