using ApiKeys.Audit;
using ApiKeys.Configuration;
using ApiKeys.Storage;
using ApiKeys.Time;
using ApiKeys.Tokens;
using ApiKeys.Verification.Nodes;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Verification.Ring;

/// <summary>Looks at the feed, for the ring and for the node's lease, one look after another.</summary>
internal sealed class KeyRingFeed(
    IDbContextFactory<ApiKeysDbContext> databases,
    KeyRing ring,
    RingFollower follower,
    NodeLease lease,
    KeyClock clock,
    TimeProvider timeProvider,
    ILogger<KeyRingFeed> logger) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Outage _outage = new();
    private volatile bool _isRunning;

    /// <summary>Whether this process verifies from memory.</summary>
    public bool IsRunning => _isRunning;

    /// <summary>Looks at the feed periodically until cancelled.</summary>
    public Task RunAsync(TimeSpan interval, CancellationToken cancellationToken) =>
        PollingLoop.RunAsync(interval, timeProvider, LookAsync, LogFailure, cancellationToken, _outage, logger.FollowsAgain);

    /// <summary>Applies every change that was committed before the call, and tells the other nodes so.</summary>
    public Task LookAsync(CancellationToken cancellationToken) => LookAsync([], cancellationToken);

    private async Task LookAsync(IReadOnlyList<RecordedChange> own, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            _isRunning = true;
            if (own.Count == 0 || !follower.TryApply(own))
            {
                await LookInTurnAsync(cancellationToken);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Makes sure that this process knows of every change committed before the call, or of those that it has committed itself. If it can't, it trusts its memory no more
    /// until it does.
    /// </summary>
    /// <param name="own">The changes that this process has committed; empty for all changes.</param>
    /// <returns>The feed's version, which holds those changes; null when the database can't tell.</returns>
    public async Task<long?> CatchUpAsync(IReadOnlyList<RecordedChange> own)
    {
        try
        {
            using var limit = new CancellationTokenSource(Fencing.Promise, timeProvider);
            long? committed = own.Count > 0 ? own.Max(change => change.Event.Position) : null;
            ring.Learn(committed ?? 0);
            if (_isRunning)
            {
                await LookAsync(own, limit.Token).WaitAsync(limit.Token);
                return ring.View.Version;
            }

            if (committed is not null)
            {
                return committed;
            }

            var version = await AskVersionAsync(limit.Token).WaitAsync(limit.Token);
            ring.Learn(version);
            return version;
        }
        catch (Exception exception)
        {
            ring.Distrust();
            if (_outage.IsNews(exception))
            {
                LogFailure(exception);
            }

            return null;
        }
    }

    /// <summary>Trusts the memory no more, and takes this node's row away.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            _isRunning = false;
            ring.Distrust();
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            await lease.EndAsync(database, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private void LogFailure(Exception exception) => logger.CannotFollow(ScrubbedException.For(exception, TokenRedactor.Scrub));

    // In one task with its context: who waits no longer must not close the connection under the question, where a driver would wait for an answer that comes
    // to no one.
    private async Task<long> AskVersionAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.ReadVersionAsync(cancellationToken);
    }

    private async Task LookInTurnAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        while (true)
        {
            // Before the question: what it misses can have been committed in that moment.
            var (askedAt, askedAtTime, generation) = (timeProvider.GetTimestamp(), timeProvider.GetUtcNow(), ring.Generation);
            var version = await ReadVersionAsync(database, cancellationToken);
            if (await follower.FollowAsync(database, version, cancellationToken))
            {
                continue;
            }

            // No one waits for a node that he can't see. What was committed before this one could be seen has to be asked for once more.
            var renewal = await lease.RenewAsync(database, ring.View.Version, cancellationToken);
            await clock.FollowAsync(database, cancellationToken);
            if (renewal.WasSeen)
            {
                ring.Trust(Math.Min(askedAt, renewal.SentAt), askedAtTime, generation);
                return;
            }
        }
    }

    private async Task<long> ReadVersionAsync(ApiKeysDbContext database, CancellationToken cancellationToken)
    {
        try
        {
            var version = await database.ReadVersionAsync(cancellationToken);
            ring.NoteStoreBack();
            return version;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            ring.NoteStoreAway();
            throw;
        }
    }
}
