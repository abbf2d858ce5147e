namespace ApiKeys.Events;

/// <summary>How far a subscriber has got, and which node delivers to it at the moment.</summary>
internal sealed class SubscriberRecord
{
    public required string Name { get; set; }

    /// <summary>The last event that was delivered, passed over, or set aside.</summary>
    public long Position { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Counts the owners: a node that stalled while another took over can't move the position.</summary>
    public int Epoch { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }
}
