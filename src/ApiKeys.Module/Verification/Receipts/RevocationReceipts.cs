using ApiKeys.Receipts;
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
    ILogger<RevocationReceipts> logger) : IRevocationReceipts
{
    // A node with a long offline grace is named as waiting instead of waited for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<ReceiptRecord>> WriteAsync(
        StepContext step, IEnumerable<(string KeyId, DateTimeOffset RevokedAt)> ended, CancellationToken cancellationToken)
    {
        var seen = await nodes.LookAsync((ApiKeysDbContext)step.Database, cancellationToken);
        List<ReceiptRecord> written =
        [
            .. ended.Select(key => new ReceiptRecord
            {
                Id = Ids.New(ReceiptRecord.IdPrefix, step.Now), KeyId = key.KeyId, RevokedAt = key.RevokedAt, Nodes = [.. seen.Unanswered],
            }),
        ];
        step.Database.AddRange(written);
        return written;
    }

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

    public async Task<RevocationReceipt?> FindAsync(string keyId, DateTimeOffset revokedAt, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var receipt = await database.Set<ReceiptRecord>().AsNoTracking()
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
            await database.Set<ReceiptRecord>().Where(row => ids.Contains(row.Id) && row.CompletedAt == null).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Nodes, saved).SetProperty(row => row.CompletedAt, completedAt), CancellationToken.None);
        }
        catch (Exception exception)
        {
            logger.ReceiptFailed(ScrubbedException.For(exception, TokenRedactor.Scrub));
        }
    }
}
