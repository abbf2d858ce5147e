using ApiKeys.Configuration;
using ApiKeys.Operations;
using ApiKeys.Receipts;
using ApiKeys.Tokens;
using ApiKeys.Verification.Nodes;
using ApiKeys.Verification.Ring;
using ApiKeys.Workflows;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Verification.Receipts;

/// <summary>
/// Lets a change reach every live node before its caller hears of it, and puts what the nodes say into the receipts of the keys that it ended. Never throws: the change
/// is committed.
/// </summary>
internal sealed class Propagation(
    KeyRingFeed feed, NodeWatch nodes, RevocationReceipts receipts, TimeProvider timeProvider, ILogger<Propagation> logger) : ReachEveryNode
{
    // Past the promise, not up to it: until then a silent node may believe that there is no such key.
    private static readonly TimeSpan Patience = Fencing.Promise + TimeSpan.FromMilliseconds(100);

    // A node with a long offline grace is named as waiting instead of waited for.
    private static readonly TimeSpan PatienceForReceipts = TimeSpan.FromSeconds(5);

    protected internal override async Task RunAsync(IReadOnlyList<object> subjects, CancellationToken cancellationToken)
    {
        var committedAt = timeProvider.GetTimestamp();
        List<ReceiptRecord> written = [.. subjects.OfType<ReceiptRecord>()];
        if (written.Count == 0)
        {
            await WaitAsync([], committedAt, Patience, onlyLively: true, cancellationToken);
            return;
        }

        // A caller who leaves doesn't end it: the receipt is for everybody.
        IReadOnlyList<ReceiptNode> named = [.. written.SelectMany(receipt => receipt.Nodes).DistinctBy(node => node.Id)];
        if (await WaitAsync(named, committedAt, PatienceForReceipts, onlyLively: false, CancellationToken.None) is { } said)
        {
            await receipts.SaveAsync(written, said);
        }
    }

    private async Task<IReadOnlyList<ReceiptNode>?> WaitAsync(
        IReadOnlyList<ReceiptNode> named, long committedAt, TimeSpan patience, bool onlyLively, CancellationToken cancellationToken)
    {
        try
        {
            if (await feed.CatchUpAsync() is { } version)
            {
                return await nodes.WaitAsync(named, version, committedAt, patience, onlyLively, cancellationToken);
            }
        }
        catch (Exception exception)
        {
            logger.CouldNotSettle(ScrubbedException.For(exception, TokenRedactor.Scrub));
        }

        await nodes.WaitOutAsync(feed.IsRunning, committedAt, cancellationToken);
        return null;
    }
}
