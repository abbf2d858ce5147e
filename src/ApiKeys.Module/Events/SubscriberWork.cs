namespace ApiKeys.Events;

/// <summary>What there is to deliver to a subscriber.</summary>
/// <param name="Subscriber">How far it has got, and who delivers to it.</param>
/// <param name="HasNew">Whether there are events after that.</param>
/// <param name="HasDue">Whether an event that was set aside can be given to it again.</param>
/// <param name="HasSetAside">Whether any event is set aside for it.</param>
internal sealed record SubscriberWork(SubscriberRecord Subscriber, bool HasNew, bool HasDue, bool HasSetAside);
