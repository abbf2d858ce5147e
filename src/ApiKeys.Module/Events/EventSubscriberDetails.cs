namespace ApiKeys;

/// <summary>How a subscriber fares.</summary>
public sealed record EventSubscriberDetails
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The position of the last event it has dealt with.</summary>
    public required long Position { get; init; }

    /// <summary>How many events are still to come to it, those set aside not counted.</summary>
    public required long Behind { get; init; }

    /// <summary>When it dealt with an event last; <see langword="null"/> if it never has.</summary>
    public required DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>What is set aside for it, oldest first, up to 100.</summary>
    public required IReadOnlyList<UndeliveredEvent> Undelivered { get; init; }

    /// <summary>How many dead letters it has, those past the hundredth included.</summary>
    public required int DeadLetters { get; init; }
}
