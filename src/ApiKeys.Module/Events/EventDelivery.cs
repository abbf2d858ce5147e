namespace ApiKeys;

/// <summary>One delivery of an event to a subscriber.</summary>
public sealed class EventDelivery
{
    internal EventDelivery(string subscriber, long position, int attempt)
    {
        Id = $"{subscriber}@{position}";
        Position = position;
        Attempt = attempt;
    }

    /// <summary>Names the delivery: the same when it is tried again, on whichever node.</summary>
    public string Id { get; }

    /// <summary>The event's place in the order of all commits. A later event has a higher one.</summary>
    public long Position { get; }

    /// <summary>Which attempt this is, from 1.</summary>
    public int Attempt { get; }
}
