using ApiKeys.Storage;
using ApiKeys.Verification.Receipts;
using ApiKeys.Verification.Ring;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Verification.Nodes;

/// <summary>Watches the other nodes follow the feed.</summary>
internal sealed class NodeWatch(IDbContextFactory<ApiKeysDbContext> databases, NodeLease thisNode, TimeProvider timeProvider)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until no live node can answer from before a version any more.</summary>
    /// <param name="version">The feed's version; this node has applied it.</param>
    /// <param name="committedAt">A moment at or after its commit, by the monotonic clock.</param>
    /// <param name="patience">How long to wait at most, from that moment on.</param>
    /// <param name="onlyLively">Whether to pass over nodes that have been silent for long, although their offline grace goes on.</param>
    /// <param name="cancellationToken">Ends the waiting; what is known by then is the answer.</param>
    public async Task<IReadOnlyList<ReceiptNode>> WaitAsync(
        long version, long committedAt, TimeSpan patience, bool onlyLively, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(CancellationToken.None);
        while (true)
        {
            var nodes = await ReadAsync(database, version, committedAt, onlyLively);
            if (nodes.TrueForAll(node => node.State != ReceiptNodeState.Waiting)
                || timeProvider.GetElapsedTime(committedAt) >= patience
                || cancellationToken.IsCancellationRequested)
            {
                return nodes;
            }

            await Task.Delay(Poll, timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// Waits, where nobody can be asked, until each node has either looked or stopped trusting its memory. A process that verifies nothing from memory itself
    /// leaves that to the second after the commit.
    /// </summary>
    public async Task WaitOutAsync(bool isNode, long committedAt, CancellationToken cancellationToken)
    {
        var left = KeyRing.Lease + Poll - timeProvider.GetElapsedTime(committedAt);
        if (isNode && left > TimeSpan.Zero)
        {
            await Task.Delay(left, timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<List<ReceiptNode>> ReadAsync(ApiKeysDbContext database, long version, long committedAt, bool onlyLively)
    {
        var now = await database.ReadClockAsync(timeProvider, CancellationToken.None);
        var deadline = now - NodeLease.DeadAfter;
        var rows = await database.Nodes.AsNoTracking().Where(node => node.LeaseUntil >= deadline).OrderBy(node => node.Id).ToListAsync();
        rows.RemoveAll(row => onlyLively && row.LeaseUntil - TimeSpan.FromMilliseconds(row.TrustMilliseconds) + KeyRing.Lease < deadline);
        return [.. rows.Select(row => Read(row, version, timeProvider.GetElapsedTime(committedAt), now))];
    }

    private ReceiptNode Read(NodeRecord row, long version, TimeSpan sinceCommit, DateTimeOffset now) =>
        row.Id == thisNode.Id || row.AppliedVersion >= version ? new(row.Id, row.Name, ReceiptNodeState.Applied, row.AppliedAt)

        // By this process's own clock and no other's: from the commit on, nobody believes longer than this what he read before it.
        : sinceCommit > TimeSpan.FromMilliseconds(row.TrustMilliseconds) ? new(row.Id, row.Name, ReceiptNodeState.Fenced, now)
        : new(row.Id, row.Name, ReceiptNodeState.Waiting, null);
}
