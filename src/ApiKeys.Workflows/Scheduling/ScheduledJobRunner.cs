using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Workflows;

/// <summary>Runs a job when it is due and no other node runs it.</summary>
internal sealed class ScheduledJobRunner(WorkflowDatabase database, IOptions<WorkflowOptions> options, ILogger<ScheduledJobRunner> logger)
{
    private static readonly CompiledQuery<Func<DbContext, string, CancellationToken, Task<ScheduledJobRecord?>>> Find = new(() => EF.CompileAsyncQuery(
        (DbContext context, string name, CancellationToken _) => context.Set<ScheduledJobRecord>().AsNoTracking().FirstOrDefault(r => r.Name == name)));

    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);

    /// <returns>Whether this node ran it.</returns>
    public async Task<bool> RunDueAsync(ScheduledJob job, CancellationToken stopping)
    {
        if (await ClaimAsync(job, stopping) is not { } claim)
        {
            return false;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Exception? failure = null;
        await using (Hold(claim, ending.Cancel))
        {
            try
            {
                await job.RunAsync(new ScheduledJobRun(job.Name, claim.ScheduledFor, claim.Failures + 1), ending.Token);
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        }

        await EndAsync(job, claim, failure, wasStopped: failure is not null && ending.IsCancellationRequested);
        return true;
    }

    private static IQueryable<ScheduledJobRecord> Owned(DbContext context, ScheduledJobRecord claim) =>
        context.Set<ScheduledJobRecord>().Where(record => record.Name == claim.Name && record.Epoch == claim.Epoch);

    /// <summary>Makes this node the owner, in one statement, so that of several nodes one gets it.</summary>
    private async Task<ScheduledJobRecord?> ClaimAsync(ScheduledJob job, CancellationToken cancellationToken)
    {
        await using var context = database.Open();
        var now = database.Now();
        var record = await Find.For(context)(context, job.Name, cancellationToken)
            ?? await AddAsync(context, job, now, cancellationToken);
        if (record is null || record.DueAt > now || record.LeaseUntil >= now)
        {
            return null;
        }

        var until = now + options.Value.LeaseDuration;

        // What was read is asked again: between the look and this, an owner whose lease ran out may have finished.
        var claimed = await Owned(context, record).Where(r => r.DueAt <= now && (r.LeaseUntil == null || r.LeaseUntil < now)).ExecuteUpdateAsync(
            set => set
                .SetProperty(r => r.Epoch, r => r.Epoch + 1)
                .SetProperty(r => r.LeaseUntil, until)
                .SetProperty(r => r.StartedAt, now),
            cancellationToken);
        record.Epoch++;
        return claimed == 1 ? record : null;
    }

    private async Task<ScheduledJobRecord?> AddAsync(DbContext context, ScheduledJob job, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var record = new ScheduledJobRecord { Name = job.Name, ScheduledFor = now, DueAt = now };
        try
        {
            context.Add(record);
            await context.SaveChangesAsync(cancellationToken);
            return record;
        }
        catch (DbUpdateException exception)
        {
            // Another node may have added it in the same moment; if not, the next look says so again.
            logger.JobNotAdded(job.Name, database.Loggable(exception));
            return null;
        }
    }

    private LeaseRenewal Hold(ScheduledJobRecord claim, Action lost) => new(
        database,
        claim.Name,
        options.Value.LeaseDuration,
        (context, until, cancellationToken) => Owned(context, claim).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.LeaseUntil, until), cancellationToken),
        lost,
        logger);

    private async Task EndAsync(ScheduledJob job, ScheduledJobRecord claim, Exception? failure, bool wasStopped)
    {
        var now = database.Now();
        claim.LeaseUntil = null;
        claim.EndedAt = now;
        if (failure is null)
        {
            claim.ScheduledFor = Next(claim.ScheduledFor, job.Interval, now);
            claim.DueAt = claim.ScheduledFor;
            claim.Failures = 0;
            claim.Error = null;
        }
        else if (!wasStopped)
        {
            // A job that the host or the loss of its lease stopped did nothing wrong: it is due at once, on the next node that looks.
            claim.Failures++;
            claim.Error = database.Describe(failure);
            claim.DueAt = now + StepPolicy.Doubled(FirstRetry, claim.Failures, job.Interval);
            logger.JobFailed(job.Name, claim.Failures, database.Loggable(failure));
        }

        await using var context = database.Open();
        var ended = await Owned(context, claim).ExecuteUpdateAsync(
            set => set
                .SetProperty(r => r.LeaseUntil, claim.LeaseUntil)
                .SetProperty(r => r.EndedAt, claim.EndedAt)
                .SetProperty(r => r.ScheduledFor, claim.ScheduledFor)
                .SetProperty(r => r.DueAt, claim.DueAt)
                .SetProperty(r => r.Failures, claim.Failures)
                .SetProperty(r => r.Error, claim.Error),
            CancellationToken.None);
        if (ended == 0)
        {
            logger.JobTakenOver(job.Name);
        }
    }

    // On the grid of its first run, without the times that passed while no one ran.
    private static DateTimeOffset Next(DateTimeOffset scheduledFor, TimeSpan interval, DateTimeOffset now) =>
        scheduledFor + (interval * Math.Max(1, Math.Ceiling((now - scheduledFor) / interval)));
}
