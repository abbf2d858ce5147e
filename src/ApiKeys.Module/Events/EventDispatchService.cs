using ApiKeys.Storage;
using ApiKeys.Workflows;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Events;

/// <summary>Looks for new events, for each subscriber on its own: a slow one keeps no other waiting.</summary>
internal sealed class EventDispatchService(
    IEnumerable<EventSubscriber> subscribers,
    EventDispatcher dispatcher,
    WorkflowDatabase database,
    StoreChanges changes,
    IOptions<ApiKeysOptions> options,
    TimeProvider timeProvider,
    ILogger<EventDispatchService> logger)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var all = subscribers.ToList();
        if (all.DistinctBy(subscriber => subscriber.Name).Count() != all.Count)
        {
            throw new InvalidOperationException(
                $"Two subscribers have one name: {string.Join(", ", all.Select(subscriber => subscriber.Name).Order(StringComparer.Ordinal))}.");
        }

        return Task.WhenAll(all.Select(subscriber => LookAsync(subscriber, stoppingToken)));
    }

    private Task LookAsync(EventSubscriber subscriber, CancellationToken stoppingToken)
    {
        var idle = new IdleLook(changes);
        return PollingLoop.RunAsync(
            options.Value.Events.PollInterval,
            timeProvider,
            cancellationToken => idle.RunAsync(async token => await dispatcher.DeliverAsync(subscriber, token) is null, cancellationToken),
            exception => logger.DispatchFailed(subscriber.Name, database.Loggable(exception)),
            stoppingToken);
    }
}
