using ApiKeys.Configuration;
using ApiKeys.Receipts;
using ApiKeys.Storage;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Verification.Nodes;

/// <summary>Watches the nodes follow the feed.</summary>
internal sealed class NodeWatch(
    IDbContextFactory<ApiKeysDbContext> databases, NodeLease own, NodeSilence silence, TimeProvider timeProvider)
{
    private static readonly CompiledQuery<Func<ApiKeysDbContext, IAsyncEnumerable<NodeRecord>>> Rows = new(() =>
        EF.CompileAsyncQuery((ApiKeysDbContext database) => database.Set<NodeRecord>().AsNoTracking()));

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until no live node can answer from before a version any more.</summary>
    /// <param name="named">The nodes that are to be waited for in any case; those that are there now are added.</param>
    /// <param name="version">The feed's version; this node has applied it.</param>
    /// <param name="committedAt">A moment at or after its commit, by the monotonic clock.</param>
    /// <param name="patience">How long to wait at most, from that moment on.</param>
    /// <param name="onlyLively">Whether to pass over nodes that have been silent for long, although their offline grace goes on.</param>
    /// <param name="cancellationToken">Ends the waiting; what is known by then is the answer.</param>
    public async Task<IReadOnlyList<ReceiptNode>> WaitAsync(
        IReadOnlyList<ReceiptNode> named, long version, long committedAt, TimeSpan patience, bool onlyLively, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(CancellationToken.None);
        while (true)
        {
            var seen = await LookAsync(database, CancellationToken.None);
            named = seen.AddTo(named, version, timeProvider.GetElapsedTime(committedAt), onlyLively, own.Id);
            if (named.AllRefuse() || timeProvider.GetElapsedTime(committedAt) >= patience || cancellationToken.IsCancellationRequested)
            {
                return named;
            }

            await Task.Delay(Poll, timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// Waits, where no one can be asked, until each node has either looked or stopped trusting its memory. A process that verifies nothing from memory itself
    /// leaves that to the second after the commit.
    /// </summary>
    public async Task WaitOutAsync(bool isNode, long committedAt, CancellationToken cancellationToken)
    {
        var left = Fencing.Promise + Poll - timeProvider.GetElapsedTime(committedAt);
        if (isNode && left > TimeSpan.Zero)
        {
            await Task.Delay(left, timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The id of the node that this process is.</summary>
    public string OwnId => own.Id;

    /// <summary>Reads the rows of the nodes, on a context of its own.</summary>
    public async Task<NodesSeen> LookAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await LookAsync(database, cancellationToken);
    }

    /// <summary>Reads the rows of the nodes.</summary>
    public async Task<NodesSeen> LookAsync(ApiKeysDbContext database, CancellationToken cancellationToken)
    {
        var rows = await Rows.For(database)(database).ToListAsync(cancellationToken);
        silence.Note(rows);
        return new NodesSeen(rows, await database.ReadClockAsync(timeProvider, cancellationToken), silence);
    }
}
