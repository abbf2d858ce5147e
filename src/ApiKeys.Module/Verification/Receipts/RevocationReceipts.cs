using ApiKeys.Operations;
using ApiKeys.Receipts;
using ApiKeys.Storage;
using ApiKeys.Tokens;
using ApiKeys.Verification.Nodes;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Verification.Receipts;

/// <summary>
/// Writes the receipt of a revocation in the transaction of the revocation. After the commit, <see cref="Propagation"/> adds the confirmations of the nodes. Nodes that
/// don't confirm in time are added later (<see cref="ReceiptCompletion"/>).
/// </summary>
internal sealed class RevocationReceipts(
    IDbContextFactory<ApiKeysDbContext> databases, NodeWatch nodes, TimeProvider timeProvider, ILogger<RevocationReceipts> logger) : IRevocationReceipts
{
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
        step.AfterCommit<ReachEveryNode>(written);
        return written;
    }

    public async Task<RevocationReceipt?> FindAsync(string keyId, DateTimeOffset revokedAt, CancellationToken cancellationToken)
    {
        if (!WellFormedText.CanIdentify(keyId))
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var receipt = await database.Set<ReceiptRecord>().AsNoTracking()
            .Where(row => row.KeyId == keyId && row.RevokedAt == revokedAt)
            .OrderByDescending(row => row.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return receipt?.Read();
    }

    /// <summary>Writes the confirmations of the nodes into the receipts of one execution. Never throws: a receipt that can't be saved is completed later.</summary>
    public async Task SaveAsync(IReadOnlyList<ReceiptRecord> written, IReadOnlyList<ReceiptNode> said)
    {
        DateTimeOffset? completedAt = said.AllRefuse() ? said.Max(node => node.Since) ?? timeProvider.GetUtcNow() : null;
        List<ReceiptNode> saved = [.. said];
        foreach (var receipt in written)
        {
            (receipt.Nodes, receipt.CompletedAt) = (saved, completedAt);
        }

        try
        {
            await using var database = await databases.CreateDbContextAsync(CancellationToken.None);

            // Not waiting for the disk: if a power cut takes the confirmations, ReceiptCompletion adds them again.
            await database.ForgoDurabilityAsync(CancellationToken.None);
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
