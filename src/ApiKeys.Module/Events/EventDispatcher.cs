using ApiKeys.Audit;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Events;

/// <summary>
/// Delivers what is due to a subscriber. One event after another, so the events of a key arrive in the order of their commits; one that fails is set
/// aside with all later ones of its key, and the rest goes on.
/// </summary>
internal sealed class EventDispatcher(
    WorkflowDatabase database, IOptions<ApiKeysOptions> options, IOptions<WorkflowOptions> workflows, ILogger<EventDispatcher> logger)
{
    private const int BatchSize = 100;
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly EventsOptions _options = options.Value.Events;

    /// <returns>How many events were delivered; <see langword="null"/> if there is nothing to deliver until something is committed.</returns>
    public async Task<int?> DeliverAsync(EventSubscriber subscriber, CancellationToken stopping)
    {
        var work = await SubscriberClaim.LookAsync(database, subscriber, stopping);
        if (work is { HasNew: false, HasSetAside: false })
        {
            return null;
        }

        if (work is { HasNew: false, HasDue: false }
            || await SubscriberClaim.TakeAsync(database, work.Subscriber, workflows.Value.LeaseDuration, stopping) is not { } claim)
        {
            return 0;
        }

        try
        {
            return await DeliverAsync(subscriber, claim, work, stopping);
        }
        finally
        {
            if (!claim.IsReleased)
            {
                await using var context = database.Open();
                await claim.ReleaseAsync(context);
            }
        }
    }

    private async Task<int> DeliverAsync(EventSubscriber subscriber, SubscriberClaim claim, SubscriberWork work, CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await using var lease = new LeaseRenewal(
            database, claim.Name, workflows.Value.LeaseDuration, claim.RenewAsync, ending.Cancel, logger);
        var retried = work.HasDue ? await RetryAsync(subscriber, claim, ending.Token) : 0;
        return work.HasNew ? retried + await DeliverNewAsync(subscriber, claim, work.HasSetAside, ending.Token) : retried;
    }

    private async Task<int> RetryAsync(EventSubscriber subscriber, SubscriberClaim claim, CancellationToken ending)
    {
        // What falls due meanwhile waits for the next pass: keys that fail must not keep all others from what is new.
        var began = database.Now();
        var delivered = 0;
        while (await NextDueAsync(claim, began, ending) is { } due)
        {
            var failure = await HandleAsync(subscriber, due.Event, due.Delivery.Attempts + 1, ending);
            await using var context = database.Open();
            await using var transaction = await context.Database.BeginTransactionAsync(ending);
            await claim.RequireAsync(context, database.Now());
            context.Attach(due.Delivery);
            if (failure is null)
            {
                context.Remove(due.Delivery);
                delivered++;
            }
            else
            {
                Fail(due.Delivery, failure);
                context.Update(due.Delivery);
            }

            await context.SaveChangesAsync(CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }

        return delivered;
    }

    private async Task<int> DeliverNewAsync(EventSubscriber subscriber, SubscriberClaim claim, bool hasSetAside, CancellationToken ending)
    {
        var delivered = 0;
        while (true)
        {
            var (batch, setAside) = await ReadAsync(claim, hasSetAside, ending);
            foreach (var row in batch)
            {
                if (subscriber.Actions?.Contains(row.Action) == false)
                {
                    continue;
                }

                var waits = setAside.Contains(row.SubjectId);
                var failure = waits ? null : await HandleAsync(subscriber, row, attempt: 1, ending);
                if (waits || failure is not null)
                {
                    await SetAsideAsync(claim, row, failure);
                    setAside.Add(row.SubjectId);
                    hasSetAside = true;
                    continue;
                }

                delivered++;
                await AdvanceAsync(claim, batch, row.Position);
            }

            if (batch.Count > 0 && batch[^1].Position > claim.Position)
            {
                await AdvanceAsync(claim, batch, batch[^1].Position);
            }

            if (batch.Count < BatchSize)
            {
                return delivered;
            }
        }
    }

    // A batch that isn't full is the last.
    private async Task AdvanceAsync(SubscriberClaim claim, IReadOnlyList<ApiKeyEvent> batch, long position)
    {
        await using var context = database.Open();
        await (batch.Count < BatchSize && position == batch[^1].Position
            ? claim.AdvanceAndReleaseAsync(context, position, database.Now())
            : claim.AdvanceAsync(context, position, database.Now()));
    }

    private async Task<(IReadOnlyList<ApiKeyEvent> Batch, HashSet<string> SetAside)> ReadAsync(
        SubscriberClaim claim, bool hasSetAside, CancellationToken ending)
    {
        await using var context = database.Open();
        var batch = await context.Set<ApiKeyEvent>().AsNoTracking()
            .Where(row => row.Position > claim.Position).OrderBy(row => row.Position).Take(BatchSize).ToListAsync(ending);
        var setAside = batch.Count == 0 || !hasSetAside
            ? []
            : await context.Set<DeliveryRecord>().Where(d => d.Subscriber == claim.Name).Select(d => d.SubjectId).ToHashSetAsync(ending);
        return (batch, setAside);
    }

    private async Task<(DeliveryRecord Delivery, ApiKeyEvent Event)?> NextDueAsync(SubscriberClaim claim, DateTimeOffset now, CancellationToken ending)
    {
        await using var context = database.Open();
        var due = await context.Set<DeliveryRecord>().AsNoTracking().Due(claim.Name, now).OrderBy(d => d.Position).FirstOrDefaultAsync(ending);
        return due is null
            ? null
            : (due, await context.Set<ApiKeyEvent>().AsNoTracking().SingleAsync(row => row.Position == due.Position, ending));
    }

    private async Task<Exception?> HandleAsync(EventSubscriber subscriber, ApiKeyEvent row, int attempt, CancellationToken ending)
    {
        using var timeout = database.CancelAfter(_options.DeliveryTimeout);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ending, timeout.Token);
        try
        {
            // Not for longer than its time, even if it doesn't heed its token: later events wait behind this one.
            await subscriber.HandleAsync(row.Read(), new EventDelivery(subscriber.Name, row.Position, attempt), linked.Token).WaitAsync(linked.Token);
            return null;
        }
        catch (Exception exception) when (!ending.IsCancellationRequested)
        {
            logger.DeliveryFailed(subscriber.Name, row.Id, attempt, database.Loggable(exception));
            return exception;
        }
    }

    private async Task SetAsideAsync(SubscriberClaim claim, ApiKeyEvent row, Exception? failure)
    {
        var delivery = new DeliveryRecord
        {
            Subscriber = claim.Name,
            Position = row.Position,
            SubjectId = row.SubjectId,
            State = DeliveryState.Waiting,
            NextAttemptAt = database.Now(),
        };
        if (failure is not null)
        {
            Fail(delivery, failure);
        }

        await using var context = database.Open();
        await using var transaction = await context.Database.BeginTransactionAsync();
        await claim.AdvanceAsync(context, row.Position, database.Now());
        context.Add(delivery);
        await context.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    private void Fail(DeliveryRecord delivery, Exception failure)
    {
        delivery.Attempts++;
        delivery.Error = database.Describe(failure);
        delivery.State = delivery.Attempts >= _options.DeliveryAttempts ? DeliveryState.DeadLetter : DeliveryState.Retrying;
        delivery.NextAttemptAt = database.Now() + StepPolicy.Doubled(_options.DeliveryBackoff, delivery.Attempts, LongestPause);
        if (delivery.State == DeliveryState.DeadLetter)
        {
            logger.DeliveryGivenUp(delivery.Subscriber, delivery.Position, delivery.SubjectId);
        }
    }
}
