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

    private Task LookAsync(EventSubscriber subscriber, CancellationToken stoppingToken) => PollingLoop.RunAsync(
        options.Value.Events.PollInterval,
        timeProvider,
        cancellationToken => dispatcher.DeliverAsync(subscriber, cancellationToken),
        exception => logger.DispatchFailed(subscriber.Name, database.Loggable(exception)),
        stoppingToken);
}
