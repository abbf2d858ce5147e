using ApiKeys.Audit;
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
/// Waits until a change has reached every live node, and writes the confirmations of the nodes into the receipts of the keys that it ended. Never throws, because the
/// change is committed.
/// </summary>
internal sealed class Propagation(
    KeyRingFeed feed, NodeWatch nodes, RevocationReceipts receipts, TimeProvider timeProvider, ILogger<Propagation> logger) : ReachEveryNode
{
    // A little longer than the promise: until it has passed, a silent node may still believe that the key doesn't exist.
    private static readonly TimeSpan Patience = Fencing.Promise + TimeSpan.FromMilliseconds(100);

    // A node with a longer offline grace isn't waited for: the receipt names it as waiting.
    private static readonly TimeSpan PatienceForReceipts = TimeSpan.FromSeconds(5);

    protected internal override async Task RunAsync(IReadOnlyList<object> subjects, CancellationToken cancellationToken)
    {
        var committedAt = timeProvider.GetTimestamp();
        List<ReceiptRecord> written = [.. subjects.OfType<ReceiptRecord>()];
        List<RecordedChange> own = [.. subjects.OfType<RecordedChange>()];
        if (own.Count > 0 && own.TrueForAll(change => !change.ConcernsVerification) && !subjects.Contains(OthersChanges))
        {
            return;
        }

        own = subjects.Contains(OthersChanges) ? [] : own;
        if (written.Count == 0)
        {
            await WaitAsync(own, [], committedAt, Patience, onlyLively: true, cancellationToken);
            return;
        }

        // Not the caller's token: other users read the receipt too.
        IReadOnlyList<ReceiptNode> named = [.. written.SelectMany(receipt => receipt.Nodes).DistinctBy(node => node.Id)];
        if (await WaitAsync(own, named, committedAt, PatienceForReceipts, onlyLively: false, CancellationToken.None) is { } said)
        {
            await receipts.SaveAsync(written, said);
        }
    }

    private async Task<IReadOnlyList<ReceiptNode>?> WaitAsync(
        IReadOnlyList<RecordedChange> own,
        IReadOnlyList<ReceiptNode> named,
        long committedAt,
        TimeSpan patience,
        bool onlyLively,
        CancellationToken cancellationToken)
    {
        try
        {
            if (await feed.CatchUpAsync(own) is { } version)
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
