using ApiKeys.Audit;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Events;

/// <inheritdoc cref="IEventSubscriptions"/>
internal sealed class EventSubscriptions(WorkflowDatabase database, IEnumerable<EventSubscriber> subscribers) : IEventSubscriptions
{
    private const int MostUndelivered = 100;

    private readonly List<string> _names = [.. subscribers.Select(subscriber => subscriber.Name).Order(StringComparer.Ordinal)];

    public async Task<IReadOnlyList<EventSubscriberDetails>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = database.Open();
        var last = await context.Set<EventFeed>().Select(feed => feed.Version).SingleAsync(cancellationToken);
        var records = await context.Set<SubscriberRecord>().AsNoTracking().ToDictionaryAsync(row => row.Name, cancellationToken);
        List<EventSubscriberDetails> all = [];
        foreach (var name in _names)
        {
            var record = records.GetValueOrDefault(name);
            all.Add(new EventSubscriberDetails
            {
                Name = name,
                Position = record?.Position ?? last,
                Behind = last - (record?.Position ?? last),
                DeliveredAt = record?.DeliveredAt,
                Undelivered = await ReadUndeliveredAsync(context, name, cancellationToken),
                DeadLetters = await DeadLetters(context).CountAsync(row => row.Subscriber == name, cancellationToken),
            });
        }

        return all;
    }

    public async Task<int> CountDeadLettersAsync(CancellationToken cancellationToken)
    {
        await using var context = database.Open();
        return await DeadLetters(context).CountAsync(row => _names.Contains(row.Subscriber), cancellationToken);
    }

    public async Task<bool> RetryAsync(string subscriber, long position, CancellationToken cancellationToken)
    {
        await using var context = database.Open();
        var now = database.Now();
        return await DeadLetters(context).Where(row => row.Subscriber == subscriber && row.Position == position).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.State, DeliveryState.Retrying)
                .SetProperty(row => row.Attempts, 0)
                .SetProperty(row => row.NextAttemptAt, now),
            cancellationToken) == 1;
    }

    public async Task<bool> SkipAsync(string subscriber, long position, CancellationToken cancellationToken)
    {
        await using var context = database.Open();
        return await DeadLetters(context)
            .Where(row => row.Subscriber == subscriber && row.Position == position).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    private static IQueryable<DeliveryRecord> DeadLetters(DbContext context) =>
        context.Set<DeliveryRecord>().Where(row => row.State == DeliveryState.DeadLetter);

    private static async Task<IReadOnlyList<UndeliveredEvent>> ReadUndeliveredAsync(
        DbContext context, string subscriber, CancellationToken cancellationToken)
    {
        var rows = await context.Set<DeliveryRecord>().AsNoTracking().Where(row => row.Subscriber == subscriber)
            .OrderBy(row => row.Position).Take(MostUndelivered)
            .Join(context.Set<ApiKeyEvent>(), row => row.Position, change => change.Position, (row, change) => new { row, change })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.OrderBy(pair => pair.row.Position).Select(pair => new UndeliveredEvent(
                pair.change.Read(),
                pair.row.Position,
                pair.row.State,
                pair.row.Attempts,
                pair.row.State == DeliveryState.Retrying ? pair.row.NextAttemptAt : null,
                pair.row.Error)),
        ];
    }
}
