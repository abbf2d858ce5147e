using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Workflows;

/// <summary>Looks, for each job, whether it is due.</summary>
internal sealed class ScheduledJobService(
    IEnumerable<ScheduledJob> jobs, ScheduledJobRunner runner, WorkflowDatabase database, TimeProvider timeProvider, ILogger<ScheduledJobService> logger)
    : BackgroundService
{
    // A job that another node left is taken over this much later than it could be, at most.
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var all = jobs.ToList();
        if (all.DistinctBy(job => job.Name).Count() != all.Count)
        {
            throw new InvalidOperationException(
                $"Two scheduled jobs have one name: {string.Join(", ", all.Select(job => job.Name).Order(StringComparer.Ordinal))}.");
        }

        return Task.WhenAll(all.Select(job => LookAsync(job, stoppingToken)));
    }

    private Task LookAsync(ScheduledJob job, CancellationToken stoppingToken) => PollingLoop.RunAsync(
        job.Interval < LongestLook ? job.Interval : LongestLook,
        timeProvider,
        cancellationToken => runner.RunDueAsync(job, cancellationToken),
        exception => logger.JobNotLookedUp(job.Name, database.Loggable(exception)),
        stoppingToken);
}
