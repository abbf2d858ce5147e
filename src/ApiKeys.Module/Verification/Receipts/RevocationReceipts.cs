using ApiKeys.Storage;
using ApiKeys.Tokens;
using ApiKeys.Verification.Nodes;
using ApiKeys.Verification.Ring;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Verification.Receipts;

/// <summary>Collects, once a revocation is committed, what each node says to it, and keeps that with the key.</summary>
internal sealed class RevocationReceipts(
    IDbContextFactory<ApiKeysDbContext> databases,
    KeyRingFeed feed,
    NodeWatch nodes,
    TimeProvider timeProvider,
    ILogger<RevocationReceipts> logger)
{
    private static readonly IReadOnlyDictionary<string, RevocationReceipt> None = new Dictionary<string, RevocationReceipt>();

    // A node with a long offline grace is named as waiting instead of waited for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Waits until each live node refuses these keys' tokens, or knows when to. Never throws: the revocations are committed, and their caller must hear so.
    /// A caller who leaves doesn't end it: the receipt is for everyone who asks later.
    /// </summary>
    /// <returns>The receipts by the keys' ids; of a key that was not revoked there is none.</returns>
    public async Task<IReadOnlyDictionary<string, RevocationReceipt>> CollectAsync(IReadOnlyList<string> keyIds)
    {
        var committedAt = timeProvider.GetTimestamp();
        if (await feed.CatchUpAsync() is not { } version)
        {
            await nodes.WaitOutAsync(feed.IsRunning, committedAt, CancellationToken.None);
            return None;
        }

        try
        {
            var said = await nodes.WaitAsync(version, committedAt, Patience, onlyLively: false, CancellationToken.None);
            return await SaveAsync(keyIds, version, said);
        }
        catch (Exception exception)
        {
            logger.ReceiptFailed(ScrubbedException.For(exception, TokenRedactor.Scrub));
            await nodes.WaitOutAsync(feed.IsRunning, committedAt, CancellationToken.None);
            return None;
        }
    }

    /// <summary>Reads a key's receipt; null when there is none of the revocation that is in effect.</summary>
    public async Task<RevocationReceipt?> FindAsync(string keyId, DateTimeOffset revokedAt, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Receipts.AsNoTracking()
            .FirstOrDefaultAsync(row => row.KeyId == keyId && row.RevokedAt == revokedAt, cancellationToken) is { } receipt
            ? new RevocationReceipt(receipt.RevokedAt, receipt.Nodes)
            : null;
    }

    private async Task<IReadOnlyDictionary<string, RevocationReceipt>> SaveAsync(
        IReadOnlyList<string> keyIds, long version, IReadOnlyList<ReceiptNode> said)
    {
        try
        {
            return await TrySaveAsync(keyIds, version, said);
        }
        catch (DbUpdateException)
        {
            // Two nodes revoked one key at the same moment, and the other's receipt came in between. Now it is there to be found.
            return await TrySaveAsync(keyIds, version, said);
        }
    }

    private async Task<IReadOnlyDictionary<string, RevocationReceipt>> TrySaveAsync(
        IReadOnlyList<string> keyIds, long version, IReadOnlyList<ReceiptNode> said)
    {
        await using var database = await databases.CreateDbContextAsync(CancellationToken.None);
        var revoked = await database.Keys.Where(key => keyIds.Contains(key.Id) && key.RevokedAt != null)
            .Select(key => new { key.Id, RevokedAt = key.RevokedAt!.Value })
            .ToListAsync();
        var rows = await database.Receipts.Where(row => keyIds.Contains(row.KeyId)).ToDictionaryAsync(row => row.KeyId);
        foreach (var key in revoked)
        {
            if (!rows.TryGetValue(key.Id, out var row))
            {
                database.Receipts.Add(row = new ReceiptRecord { KeyId = key.Id });
            }

            // Of two revocations of one key the later counts.
            if (row.Position <= version)
            {
                (row.Position, row.RevokedAt, row.Nodes) = (version, key.RevokedAt, [.. said]);
            }
        }

        await database.SaveChangesAsync(CancellationToken.None);
        return revoked.ToDictionary(key => key.Id, key => new RevocationReceipt(key.RevokedAt, said));
    }
}
