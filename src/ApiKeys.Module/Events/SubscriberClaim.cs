using ApiKeys.Audit;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Events;

/// <summary>A node's right to deliver to one subscriber, and how far that subscriber has got.</summary>
internal sealed class SubscriberClaim(string name, int epoch, long position)
{
    public string Name { get; } = name;

    public long Position { get; private set; } = position;

    /// <summary>Makes this node the owner, in one statement; null when another is.</summary>
    public static async Task<SubscriberClaim?> TakeAsync(
        WorkflowDatabase database, EventSubscriber subscriber, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var context = database.Open();
        var now = database.Now();
        var record = await context.Set<SubscriberRecord>().AsNoTracking().FirstOrDefaultAsync(r => r.Name == subscriber.Name, cancellationToken)
            ?? await AddAsync(context, subscriber, cancellationToken);
        if (record.LeaseUntil >= now)
        {
            return null;
        }

        // What was read is asked again: between the look and this, an owner whose lease ran out may have gone on.
        var taken = await context.Set<SubscriberRecord>()
            .Where(r => r.Name == record.Name && r.Epoch == record.Epoch && (r.LeaseUntil == null || r.LeaseUntil < now))
            .ExecuteUpdateAsync(
                set => set.SetProperty(r => r.Epoch, r => r.Epoch + 1).SetProperty(r => r.LeaseUntil, now + lease), cancellationToken);
        if (taken != 1)
        {
            return null;
        }

        var position = await context.Set<SubscriberRecord>().Where(r => r.Name == record.Name).Select(r => r.Position).SingleAsync(cancellationToken);
        return new SubscriberClaim(record.Name, record.Epoch + 1, position);
    }

    public Task<int> RenewAsync(DbContext context, DateTimeOffset until, CancellationToken cancellationToken) =>
        Owned(context).ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseUntil, until), cancellationToken);

    /// <summary>Lets any node deliver next.</summary>
    public Task<int> ReleaseAsync(DbContext context) =>
        Owned(context).ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseUntil, (DateTimeOffset?)null), CancellationToken.None);

    /// <summary>Writes down that the event at this position is dealt with.</summary>
    /// <exception cref="OperationCanceledException">Another node has taken over meanwhile.</exception>
    public async Task AdvanceAsync(DbContext context, long position, DateTimeOffset now)
    {
        var moved = await Owned(context).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.Position, position).SetProperty(r => r.DeliveredAt, now), CancellationToken.None);
        Require(moved);
        Position = position;
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

    /// <summary>Whether there is anything to deliver; asked without a write, for most of the time there isn't.</summary>
    public static async Task<bool> IsBehindAsync(WorkflowDatabase database, EventSubscriber subscriber, CancellationToken cancellationToken)
    {
        await using var context = database.Open();
        var now = database.Now();
        var position = await context.Set<SubscriberRecord>()
            .Where(r => r.Name == subscriber.Name).Select(r => (long?)r.Position).FirstOrDefaultAsync(cancellationToken);
        return position is null
            || await context.Set<EventFeed>().AnyAsync(feed => feed.Version > position, cancellationToken)
            || await context.Set<DeliveryRecord>().Due(subscriber.Name, now).AnyAsync(cancellationToken);
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
