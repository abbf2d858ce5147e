using ApiKeys.Receipts;
using ApiKeys.Storage;
using ApiKeys.Verification.Nodes;
using ApiKeys.Verification.Ring;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Verification.Receipts;

/// <summary>
/// Completes the receipts that the answer of a revocation left incomplete: a node had not answered in time, or the process or its database went away behind
/// the commit. Used by one at a time.
/// </summary>
internal sealed class ReceiptCompletion(IDbContextFactory<ApiKeysDbContext> databases, NodeWatch nodes, TimeProvider timeProvider)
{
    private const int PageSize = 1000;

    // So long after its end a process is still named by receipts, at most twice: seen, and seen to be silent.
    private static readonly TimeSpan LookForLost = TimeSpan.FromSeconds(10);

    // The newest first: of many that wait for one node, those that don't are not kept waiting with them.
    private static readonly CompiledQuery<Func<ApiKeysDbContext, IAsyncEnumerable<ReceiptRecord>>> Incomplete = new(() => EF.CompileAsyncQuery(
        (ApiKeysDbContext database) => database.Set<ReceiptRecord>().Where(row => row.CompletedAt == null).OrderByDescending(row => row.Id).Take(PageSize)));

    private long? _lookedForLostAt;
    private Dictionary<string, (long At, long Version)> _firstSeen = [];

    /// <summary>Adds what the nodes have said since, and completes the receipts that miss no answer any more.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="idle">Leaves out looks for receipts; <see langword="null"/> to look in any case.</param>
    public async Task RunOnceAsync(CancellationToken cancellationToken, IdleLook? idle = null)
    {
        if (_lookedForLostAt is not { } last || timeProvider.GetElapsedTime(last) >= LookForLost)
        {
            _lookedForLostAt = timeProvider.GetTimestamp();
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            await NodeRemoval.RemoveLostAsync(database, await nodes.LookAsync(database, cancellationToken), cancellationToken);
        }

        await (idle is null ? CompleteAsync(cancellationToken) : idle.RunAsync(CompleteAsync, cancellationToken));
    }

    /// <returns>Whether no receipt was incomplete.</returns>
    private async Task<bool> CompleteAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var receipts = await Incomplete.For(database)(database).ToListAsync(cancellationToken);
        if (receipts.Count == 0)
        {
            _firstSeen = [];
            return true;
        }

        // Read behind them: this moment is after their commits, and this version holds them.
        var (now, version) = (timeProvider.GetTimestamp(), await database.ReadVersionAsync(cancellationToken));
        _firstSeen = receipts.ToDictionary(row => row.Id, row => _firstSeen.GetValueOrDefault(row.Id, (now, version)));
        var seen = await nodes.LookAsync(database, cancellationToken);
        foreach (var receipt in receipts)
        {
            var first = _firstSeen[receipt.Id];
            receipt.Nodes = [.. seen.AddTo(receipt.Nodes, first.Version, timeProvider.GetElapsedTime(first.At), onlyLively: false)];
            receipt.CompletedAt = receipt.Nodes.AllRefuse() ? seen.Now : null;
        }

        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another node, or the call itself, completed one of them. What is left is done next time.
        }

        return false;
    }
}
