namespace ApiKeys;

/// <summary>An event that is set aside for a subscriber.</summary>
/// <param name="Change">The event.</param>
/// <param name="Position">Its position.</param>
/// <param name="State">Why it is set aside.</param>
/// <param name="Attempts">How often its delivery was tried.</param>
/// <param name="NextAttemptAt">When it is tried next; <see langword="null"/> for a dead letter, and behind another event.</param>
/// <param name="Error">Why its delivery failed last, tokens scrubbed.</param>
public sealed record UndeliveredEvent(
    ApiKeyEventDetails Change, long Position, DeliveryState State, int Attempts, DateTimeOffset? NextAttemptAt, string? Error);
