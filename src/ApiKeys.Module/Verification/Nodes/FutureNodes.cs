using ApiKeys.Storage;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Verification.Nodes;

internal static class FutureNodes
{
    /// <summary>
    /// Removes the rows of nodes that were written before the database's clock was set back. Otherwise a process that is gone would count as live until the
    /// clock has come as far again, and each change would wait for it. A live node registers again with its next poll, and trusts its memory only then.
    /// </summary>
    public static async Task RemoveNodesFromTheFutureAsync(this ApiKeysDbContext database, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await database.Set<NodeRecord>().AsNoTracking().ToListAsync(cancellationToken);
        var ids = rows.Where(row => row.LeaseUntil - TimeSpan.FromMilliseconds(row.TrustMilliseconds) > now + NodeLease.LostAfter).Select(row => row.Id).ToList();
        await database.Set<NodeRecord>().Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}
