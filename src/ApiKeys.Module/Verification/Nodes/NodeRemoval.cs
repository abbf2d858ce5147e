using ApiKeys.Configuration;
using ApiKeys.Storage;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Verification.Nodes;

/// <summary>Removes the rows of processes that are gone, once this process has seen them renew nothing: whatever the clock of the database was set to.</summary>
internal sealed class NodeRemoval(NodeSilence silence)
{
    /// <summary>Removes nodes that look lost and were silent for as long as they may trust their memory.</summary>
    public static async Task RemoveLostAsync(ApiKeysDbContext database, NodesSeen seen, CancellationToken cancellationToken)
    {
        foreach (var row in seen.Lost)
        {
            await RemoveAsync(database, row, cancellationToken);
        }
    }

    /// <summary>
    /// Removes the rows of nodes that were written before the database's clock was set back. Otherwise a process that is gone would count as live until the
    /// clock has come as far again, and each change would wait for it. A live node renews its row with its next poll, and then it isn't of the future any more.
    /// </summary>
    /// <returns>Whether none is left.</returns>
    public async Task<bool> RemoveFromTheFutureAsync(ApiKeysDbContext database, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await database.Set<NodeRecord>().AsNoTracking().ToListAsync(cancellationToken);
        silence.Note(rows);
        var future = rows.Where(row => row.SeenAt > now + NodeLease.LostAfter).ToList();
        var gone = future.Where(row => silence.HasLasted(row, Fencing.Promise)).ToList();
        foreach (var row in gone)
        {
            await RemoveAsync(database, row, cancellationToken);
        }

        return gone.Count == future.Count;
    }

    // Not one that has come back since.
    private static Task<int> RemoveAsync(ApiKeysDbContext database, NodeRecord row, CancellationToken cancellationToken) =>
        database.Set<NodeRecord>().Where(node => node.Id == row.Id && node.LeaseUntil == row.LeaseUntil).ExecuteDeleteAsync(cancellationToken);
}
