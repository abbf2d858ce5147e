using Microsoft.Extensions.Logging;

namespace ApiKeys.Events;

/// <summary>Event ids 1400 to 1499.</summary>
internal static partial class Log
{
    [LoggerMessage(1400, LogLevel.Warning, "The subscriber {Subscriber} failed on event {EventId} at attempt {Attempt}.")]
    public static partial void DeliveryFailed(this ILogger logger, string subscriber, string eventId, int attempt, Exception exception);

    [LoggerMessage(1401, LogLevel.Error, "Event {Position} of {SubjectId} could not be delivered to {Subscriber} and waits for a person.")]
    public static partial void DeliveryGivenUp(this ILogger logger, string subscriber, long position, string subjectId);

    [LoggerMessage(1402, LogLevel.Warning, "Could not look for events for {Subscriber}; will try again.")]
    public static partial void DispatchFailed(this ILogger logger, string subscriber, Exception exception);
}
