namespace ApiKeys.Verification.Receipts;

/// <summary>What each node said to a revocation, kept with the key.</summary>
internal sealed class ReceiptRecord
{
    public required string KeyId { get; set; }

    /// <summary>The feed's version that holds the revocation.</summary>
    public long Position { get; set; }

    /// <summary>When the key's refusal begins: the moment of the revocation, or the one it was scheduled for.</summary>
    public DateTimeOffset RevokedAt { get; set; }

    public List<ReceiptNode> Nodes { get; set; } = [];
}
