namespace ApiKeys;

/// <summary>Tells how the subscribers fare, and deals with their dead letters.</summary>
public interface IEventSubscriptions
{
    /// <summary>Lists the registered subscribers by name.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    Task<IReadOnlyList<EventSubscriberDetails>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Counts the dead letters of all registered subscribers.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    Task<int> CountDeadLettersAsync(CancellationToken cancellationToken = default);

    /// <summary>Has a dead letter delivered again, with all its attempts, and then what waits behind it.</summary>
    /// <param name="subscriber">The subscriber's name.</param>
    /// <param name="position">The event's position.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whether there was such a dead letter.</returns>
    Task<bool> RetryAsync(string subscriber, long position, CancellationToken cancellationToken = default);

    /// <summary>Gives a dead letter up for good; what waits behind it is delivered next.</summary>
    /// <inheritdoc cref="RetryAsync"/>
    Task<bool> SkipAsync(string subscriber, long position, CancellationToken cancellationToken = default);
}
