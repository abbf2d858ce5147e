using ApiKeys.Workflows;

namespace ApiKeys.Receipts;

/// <summary>The proofs that revocations reached every node. They are written with the revocation and completed after its commit.</summary>
internal interface IRevocationReceipts
{
    /// <summary>
    /// Writes a receipt for each key that a step ends, now or later. It names the live nodes. Their confirmations are added after the execution is committed.
    /// </summary>
    /// <param name="step">The step, in whose transaction they are written.</param>
    /// <param name="ended">The keys' ids, and when each ends.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<IReadOnlyList<ReceiptRecord>> WriteAsync(
        StepContext step, IEnumerable<(string KeyId, DateTimeOffset RevokedAt)> ended, CancellationToken cancellationToken);

    /// <summary>Reads a key's receipt; null when there is none of the revocation that is in effect.</summary>
    Task<RevocationReceipt?> FindAsync(string keyId, DateTimeOffset revokedAt, CancellationToken cancellationToken);
}
