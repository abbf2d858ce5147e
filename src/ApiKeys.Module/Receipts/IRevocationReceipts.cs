using ApiKeys.Workflows;

namespace ApiKeys.Receipts;

/// <summary>Proofs that revocations reached every node: written with the revocation, collected after its commit.</summary>
internal interface IRevocationReceipts
{
    /// <summary>Writes a receipt for each key that a step ends, now or later. It names the nodes that are live.</summary>
    /// <param name="step">The step, in whose transaction they are written.</param>
    /// <param name="ended">The keys' ids, and when each ends.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<IReadOnlyList<ReceiptRecord>> WriteAsync(
        StepContext step, IEnumerable<(string KeyId, DateTimeOffset RevokedAt)> ended, CancellationToken cancellationToken);

    /// <summary>
    /// Waits until each live node refuses these keys' tokens, or knows when to. Never throws: the revocations are committed, and their caller must hear so.
    /// A caller who leaves doesn't end it.
    /// </summary>
    /// <param name="written">The receipts of one transaction.</param>
    /// <returns>The receipts by the keys' ids, as complete as they can be told now.</returns>
    Task<IReadOnlyDictionary<string, RevocationReceipt>> CollectAsync(IReadOnlyList<ReceiptRecord> written);

    /// <summary>Reads a key's receipt; null when there is none of the revocation that is in effect.</summary>
    Task<RevocationReceipt?> FindAsync(string keyId, DateTimeOffset revokedAt, CancellationToken cancellationToken);
}
