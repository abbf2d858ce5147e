namespace ApiKeys.Events;

/// <summary>An event that is set aside for a subscriber, so that those of other keys need not wait for it.</summary>
internal sealed class DeliveryRecord
{
    public required string Subscriber { get; set; }

    public long Position { get; set; }

    public required string SubjectId { get; set; }

    public DeliveryState State { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset NextAttemptAt { get; set; }

    public string? Error { get; set; }
}
