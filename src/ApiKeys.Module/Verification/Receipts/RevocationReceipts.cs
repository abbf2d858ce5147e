using ApiKeys.Keys;
using ApiKeys.Storage;
using ApiKeys.Tokens;
using ApiKeys.Verification.Nodes;
using ApiKeys.Verification.Ring;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Verification.Receipts;

/// <summary>
/// Writes the receipt of a revocation with the revocation, and collects, once that is committed, what each node says to it. What is not known in time is
/// completed later (<see cref="ReceiptCompletion"/>).
/// </summary>
internal sealed class RevocationReceipts(
    IDbContextFactory<ApiKeysDbContext> databases,
    KeyRingFeed feed,
    NodeWatch nodes,
    TimeProvider timeProvider,
    ILogger<RevocationReceipts> logger)
{
    // A node with a long offline grace is named as waiting instead of waited for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Writes a receipt for each key that a step ends, now or later. It names the nodes that are live.</summary>
    public async Task<IReadOnlyList<ReceiptRecord>> WriteAsync(StepContext step, IEnumerable<ApiKey> ended, CancellationToken cancellationToken)
    {
        var seen = await nodes.LookAsync((ApiKeysDbContext)step.Database, cancellationToken);
        List<ReceiptRecord> written =
        [
            .. ended.Select(key => new ReceiptRecord
            {
                Id = Ids.New(ReceiptRecord.IdPrefix, step.Now), KeyId = key.Id, RevokedAt = key.RevokedAt!.Value, Nodes = [.. seen.Unanswered],
            }),
        ];
        step.Database.AddRange(written);
        return written;
    }

    /// <summary>
    /// Waits until each live node refuses these keys' tokens, or knows when to. Never throws: the revocations are committed, and their caller must hear so.
    /// A caller who leaves doesn't end it.
    /// </summary>
    /// <param name="written">The receipts of one transaction.</param>
    /// <returns>The receipts by the keys' ids, as complete as they can be told now.</returns>
    public async Task<IReadOnlyDictionary<string, RevocationReceipt>> CollectAsync(IReadOnlyList<ReceiptRecord> written)
    {
        var committedAt = timeProvider.GetTimestamp();
        if (written.Count > 0 && await CollectAsync(written[0].Nodes, committedAt) is { } said)
        {
            await SaveAsync(written, said);
            return written.ToDictionary(row => row.KeyId, row => new RevocationReceipt(row.RevokedAt, said, said.AllRefuse()));
        }

        return written.ToDictionary(row => row.KeyId, row => row.Read());
    }

    /// <summary>Reads a key's receipt; null when there is none of the revocation that is in effect.</summary>
    public async Task<RevocationReceipt?> FindAsync(string keyId, DateTimeOffset revokedAt, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var receipt = await database.Receipts.AsNoTracking()
            .Where(row => row.KeyId == keyId && row.RevokedAt == revokedAt)
            .OrderByDescending(row => row.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return receipt?.Read();
    }

    private async Task<IReadOnlyList<ReceiptNode>?> CollectAsync(IReadOnlyList<ReceiptNode> named, long committedAt)
    {
        try
        {
            if (await feed.CatchUpAsync() is { } version)
            {
                return await nodes.WaitAsync(named, version, committedAt, Patience, onlyLively: false, CancellationToken.None);
            }
        }
        catch (Exception exception)
        {
            logger.ReceiptFailed(ScrubbedException.For(exception, TokenRedactor.Scrub));
        }

        await nodes.WaitOutAsync(feed.IsRunning, committedAt, CancellationToken.None);
        return null;
    }

    private async Task SaveAsync(IReadOnlyList<ReceiptRecord> written, IReadOnlyList<ReceiptNode> said)
    {
        try
        {
            await using var database = await databases.CreateDbContextAsync(CancellationToken.None);
            DateTimeOffset? completedAt = said.AllRefuse() ? await database.ReadClockAsync(timeProvider, CancellationToken.None) : null;
            List<ReceiptNode> saved = [.. said];
            var ids = written.Select(row => row.Id).ToList();
            await database.Receipts.Where(row => ids.Contains(row.Id) && row.CompletedAt == null).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Nodes, saved).SetProperty(row => row.CompletedAt, completedAt), CancellationToken.None);
        }
        catch (Exception exception)
        {
            logger.ReceiptFailed(ScrubbedException.For(exception, TokenRedactor.Scrub));
        }
    }
}
