using ApiKeys.Workflows;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Events;

/// <summary>Writes new subscribers down before the host serves anybody, so that none misses what happens first.</summary>
internal sealed class EventSubscriberRegistration(
    IEnumerable<EventSubscriber> subscribers, WorkflowDatabase database, ILogger<EventSubscriberRegistration> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var subscriber in subscribers)
        {
            try
            {
                await SubscriberClaim.RegisterAsync(database, subscriber, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // A host must be able to start while its database is away; the first delivery makes up for it.
                logger.DispatchFailed(subscriber.Name, database.Loggable(exception));
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
