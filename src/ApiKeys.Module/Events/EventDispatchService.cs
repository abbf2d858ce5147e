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

    private async Task LookAsync(EventSubscriber subscriber, CancellationToken stoppingToken)
    {
        using var timer = database.Timer(options.Value.Events.PollInterval);
        var outage = new OutageNote();
        do
        {
            try
            {
                await dispatcher.DeliverAsync(subscriber, stoppingToken);
                outage.End();
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // A database out of reach now, or another node that was faster: asked again at the next tick.
                if (outage.IsNews(exception))
                {
                    logger.DispatchFailed(subscriber.Name, database.Loggable(exception));
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
