using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Workflows;

/// <inheritdoc cref="IScheduledJobs"/>
internal sealed class ScheduledJobs(WorkflowDatabase database, IEnumerable<ScheduledJob> jobs) : IScheduledJobs
{
    public async Task<IReadOnlyList<ScheduledJobDetails>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = database.Open();
        var records = await context.Set<ScheduledJobRecord>().AsNoTracking().ToDictionaryAsync(job => job.Name, cancellationToken);
        var now = database.Now();
        return [.. jobs.OrderBy(job => job.Name, StringComparer.Ordinal).Select(job => Read(job, records.GetValueOrDefault(job.Name), now))];
    }

    private static ScheduledJobDetails Read(ScheduledJob job, ScheduledJobRecord? record, DateTimeOffset now) => new()
    {
        Name = job.Name,
        Interval = job.Interval,
        State = record?.LeaseUntil > now ? ScheduledJobState.Running
            : record?.Failures > 0 ? ScheduledJobState.Failing
            : ScheduledJobState.Waiting,
        DueAt = record?.DueAt,
        StartedAt = record?.StartedAt,
        EndedAt = record?.EndedAt,
        Failures = record?.Failures ?? 0,
        Error = record?.Error,
    };
}
