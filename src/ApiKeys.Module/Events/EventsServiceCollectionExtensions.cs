using ApiKeys;
using ApiKeys.Events;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers subscribers to events.</summary>
public static class EventsServiceCollectionExtensions
{
    /// <summary>Registers a subscriber, built by dependency injection as a singleton.</summary>
    /// <param name="services">The services.</param>
    /// <typeparam name="TSubscriber">The subscriber.</typeparam>
    public static IServiceCollection AddEventSubscriber<TSubscriber>(this IServiceCollection services)
        where TSubscriber : EventSubscriber
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddSingleton<EventSubscriber, TSubscriber>();
    }

    internal static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.AddSingleton<EventDispatcher>();
        services.AddSingleton<IEventSubscriptions, EventSubscriptions>();
        services.AddHostedService<EventSubscriberRegistration>();
        services.AddHostedService<EventDispatchService>();
        return services;
    }
}
