namespace ApiKeys.Receipts;

/// <summary>
/// What each node said to a revocation. Written in the revocation's own transaction, with the nodes that were live then, and completed afterwards.
/// </summary>
internal sealed class ReceiptRecord
{
    public const string IdPrefix = "rcp_";

    /// <summary>The id, <c>rcp_</c> and a ULID.</summary>
    public required string Id { get; set; }

    public required string KeyId { get; set; }

    /// <summary>When the key's refusal begins: the moment of the revocation, or the one it was scheduled for.</summary>
    public DateTimeOffset RevokedAt { get; set; }

    public List<ReceiptNode> Nodes { get; set; } = [];

    /// <summary>When the last node had answered; <see langword="null"/> until then.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    public RevocationReceipt Read() => new(RevokedAt, Nodes, CompletedAt is not null);
}
