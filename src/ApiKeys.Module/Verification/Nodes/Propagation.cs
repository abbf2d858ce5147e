using ApiKeys.Configuration;
using ApiKeys.Tokens;
using ApiKeys.Verification.Ring;
using ApiKeys.Workflows;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Verification.Nodes;

/// <summary>
/// Lets a change reach every live node before its caller hears of it: a token that was just made is used next, and maybe on another node, which must not
/// take it for an unknown one.
/// </summary>
internal sealed class Propagation(KeyRingFeed feed, NodeWatch nodes, TimeProvider timeProvider, ILogger<Propagation> logger)
{
    // Past the promise, not up to it: until then a silent node may believe that there is no such key.
    private static readonly TimeSpan Patience = Fencing.Promise + TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the nodes, hardly longer than they may believe old entries. Never throws: the change is committed.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        var committedAt = timeProvider.GetTimestamp();
        if (await feed.CatchUpAsync() is not { } version)
        {
            await nodes.WaitOutAsync(feed.IsRunning, committedAt, cancellationToken);
            return;
        }

        try
        {
            await nodes.WaitAsync([], version, committedAt, Patience, onlyLively: true, cancellationToken);
        }
        catch (Exception exception)
        {
            logger.CouldNotSettle(ScrubbedException.For(exception, TokenRedactor.Scrub));
            await nodes.WaitOutAsync(feed.IsRunning, committedAt, cancellationToken);
        }
    }
}
