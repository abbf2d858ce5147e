using ApiKeys.Audit;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Events;

/// <summary>A node's right to deliver to one subscriber, and how far that subscriber has got.</summary>
internal sealed class SubscriberClaim(string name, int epoch, long position)
{
    private static readonly CompiledQuery<Func<DbContext, string, DateTimeOffset, CancellationToken, Task<SubscriberWork?>>> Work = new(() => EF.CompileAsyncQuery(
        (DbContext context, string name, DateTimeOffset now, CancellationToken _) => context.Set<SubscriberRecord>().AsNoTracking().Where(r => r.Name == name)
            .Select(r => new SubscriberWork(
                r,
                context.Set<EventFeed>().Any(feed => feed.Version > r.Position),
                // As DeliveryQueries.Due, which can't stand in a query that is compiled in advance.
                context.Set<DeliveryRecord>().Any(due => due.Subscriber == name && due.State != DeliveryState.DeadLetter && due.NextAttemptAt <= now
                    && !context.Set<DeliveryRecord>().Any(
                        earlier => earlier.Subscriber == name && earlier.SubjectId == due.SubjectId && earlier.Position < due.Position)),
                context.Set<DeliveryRecord>().Any(delivery => delivery.Subscriber == name)))
            .FirstOrDefault()));

    public string Name { get; } = name;

    public long Position { get; private set; } = position;

    /// <summary>Whether this node has given its right back.</summary>
    public bool IsReleased { get; private set; }

    /// <summary>Makes this node the owner, in one statement; null when another is, or when something has changed since the subscriber's row was read.</summary>
    public static async Task<SubscriberClaim?> TakeAsync(
        WorkflowDatabase database, SubscriberRecord record, TimeSpan lease, CancellationToken cancellationToken)
    {
        var now = database.Now();
        if (record.LeaseUntil >= now)
        {
            return null;
        }

        // What was read is asked again: between the look and this, an owner whose lease ran out may have gone on.
        await using var context = database.Open();
        var taken = await context.Set<SubscriberRecord>()
            .Where(r => r.Name == record.Name && r.Epoch == record.Epoch && r.Position == record.Position && (r.LeaseUntil == null || r.LeaseUntil < now))
            .ExecuteUpdateAsync(
                set => set.SetProperty(r => r.Epoch, r => r.Epoch + 1).SetProperty(r => r.LeaseUntil, now + lease), cancellationToken);
        return taken == 1 ? new SubscriberClaim(record.Name, record.Epoch + 1, record.Position) : null;
    }

    // Not what was released: the renewal may run a last time behind it.
    public Task<int> RenewAsync(DbContext context, DateTimeOffset until, CancellationToken cancellationToken) =>
        Owned(context).Where(r => r.LeaseUntil != null).ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseUntil, until), cancellationToken);

    /// <summary>Lets any node deliver next.</summary>
    public async Task ReleaseAsync(DbContext context)
    {
        await Owned(context).ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseUntil, (DateTimeOffset?)null), CancellationToken.None);
        IsReleased = true;
    }

    /// <summary>Writes down that the event at this position is dealt with.</summary>
    /// <exception cref="OperationCanceledException">Another node has taken over meanwhile.</exception>
    public async Task AdvanceAsync(DbContext context, long position, DateTimeOffset now)
    {
        Require(await Owned(context).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.Position, position).SetProperty(r => r.DeliveredAt, now), CancellationToken.None));
        Position = position;
    }

    /// <summary>Writes down that the last event, at this position, is dealt with, and lets any node deliver next.</summary>
    /// <exception cref="OperationCanceledException">Another node has taken over meanwhile.</exception>
    public async Task AdvanceAndReleaseAsync(DbContext context, long position, DateTimeOffset now)
    {
        Require(await Owned(context).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.Position, position).SetProperty(r => r.DeliveredAt, now).SetProperty(r => r.LeaseUntil, (DateTimeOffset?)null),
            CancellationToken.None));
        (Position, IsReleased) = (position, true);
    }

    /// <summary>Checks, in a transaction, that the right is still this node's.</summary>
    public async Task RequireAsync(DbContext context, DateTimeOffset now) => Require(
        await Owned(context).ExecuteUpdateAsync(set => set.SetProperty(r => r.DeliveredAt, now), CancellationToken.None));

    /// <summary>Writes the subscriber down if it is new: from then on it is told of everything.</summary>
    public static async Task RegisterAsync(WorkflowDatabase database, EventSubscriber subscriber, CancellationToken cancellationToken)
    {
        await using var context = database.Open();
        if (!await context.Set<SubscriberRecord>().AnyAsync(r => r.Name == subscriber.Name, cancellationToken))
        {
            await AddAsync(context, subscriber, cancellationToken);
        }
    }

    /// <summary>Looks, in one query and without a write, whether there is anything to deliver. Most of the time there isn't.</summary>
    public static async Task<SubscriberWork> LookAsync(WorkflowDatabase database, EventSubscriber subscriber, CancellationToken cancellationToken)
    {
        await using var context = database.Open();
        return await Work.For(context)(context, subscriber.Name, database.Now(), cancellationToken)
            ?? new SubscriberWork(await AddAsync(context, subscriber, cancellationToken), HasNew: true, HasDue: false, HasSetAside: false);
    }

    private static async Task<SubscriberRecord> AddAsync(DbContext context, EventSubscriber subscriber, CancellationToken cancellationToken)
    {
        var position = subscriber.FromBeginning ? 0 : await context.Set<EventFeed>().Select(feed => feed.Version).SingleAsync(cancellationToken);
        var record = new SubscriberRecord { Name = subscriber.Name, Position = position };
        context.Add(record);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return record;
        }
        catch (DbUpdateException)
        {
            // Another node may have added it in the same moment.
            context.ChangeTracker.Clear();
            if (await context.Set<SubscriberRecord>().AsNoTracking().FirstOrDefaultAsync(r => r.Name == subscriber.Name, cancellationToken)
                is { } added)
            {
                return added;
            }

            throw;
        }
    }

    private void Require(int rows)
    {
        if (rows != 1)
        {
            throw new OperationCanceledException($"Another node delivers to '{Name}' now.");
        }
    }

    private IQueryable<SubscriberRecord> Owned(DbContext context) =>
        context.Set<SubscriberRecord>().Where(record => record.Name == Name && record.Epoch == epoch);
}
