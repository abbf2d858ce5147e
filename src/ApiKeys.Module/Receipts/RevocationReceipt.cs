namespace ApiKeys;

/// <summary>The proof that a revocation has reached every process that verifies tokens from memory.</summary>
/// <param name="RevokedAt">When the refusal begins: the moment of the revocation, or the one it was scheduled for.</param>
/// <param name="Nodes">
/// Every node that was live when the revocation was committed, and what it said. Empty when none verified from memory at the time: then every token was
/// looked up in the database, which refused this one from the revocation on.
/// </param>
/// <param name="IsComplete">
/// Whether every node is known to refuse the token. If not, the receipt says how far that is known, and is completed when the last node has answered.
/// </param>
public sealed record RevocationReceipt(DateTimeOffset RevokedAt, IReadOnlyList<ReceiptNode> Nodes, bool IsComplete)
{
    /// <summary>
    /// Since when every node is known to refuse the token, or will from the scheduled moment on; <see langword="null"/> while that isn't known of one.
    /// </summary>
    public DateTimeOffset? RefusedSince =>
        IsComplete ? Nodes.Select(node => node.Since).Append(RevokedAt).Max() : null;
}
