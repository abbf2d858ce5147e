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

/// <summary>Looks at the feed, for the ring and for the node's lease, one look after another and all on one connection of its own.</summary>
internal sealed class KeyRingFeed(
    DedicatedContexts databases,
    FeedHints hints,
    KeyRing ring,
    RingFollower follower,
    NodeLease lease,
    KeyClock clock,
    StoreChanges changes,
    TimeProvider timeProvider,
    ILogger<KeyRingFeed> logger) : IDisposable
{
    // A look that takes longer is of no use to anyone. Reading all keys may take longer.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly FeedConnection _connection = new(databases, Timeout);
    private readonly Outage _outage = new();
    private volatile bool _isRunning;
    private ChangeMark? _mark;

    /// <summary>Whether this process verifies from memory.</summary>
    public bool IsRunning => _isRunning;

    /// <summary>Looks at the feed periodically, and whenever the database hints at news, until cancelled.</summary>
    public Task RunAsync(TimeSpan interval, CancellationToken cancellationToken) => Task.WhenAll(
        PollingLoop.RunAsync(interval, timeProvider, LookAsync, LogFailure, cancellationToken, _outage, logger.FollowsAgain),
        hints.RunAsync(LookAtHintAsync, cancellationToken));

    /// <summary>Applies every change that was committed before the call, and tells the other nodes so.</summary>
    public Task LookAsync(CancellationToken cancellationToken) => LookAsync([], cancellationToken);

    private Task LookAsync(IReadOnlyList<RecordedChange> own, CancellationToken cancellationToken) => _connection.InTurnAsync(
        async () =>
        {
            _isRunning = true;
            if (own.Count == 0 || !follower.TryApply(own))
            {
                await LookInTurnAsync(await OpenAtHandAsync(cancellationToken), cancellationToken);
            }
        },
        cancellationToken);

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
    public Task EndAsync(CancellationToken cancellationToken) => _connection.InTurnAsync(
        async () =>
        {
            _isRunning = false;
            ring.Distrust();
            await lease.EndAsync(await _connection.OpenAsync(cancellationToken), cancellationToken);
            await _connection.CloseAsync();
        },
        cancellationToken);

    public void Dispose() => _connection.Dispose();

    private void LogFailure(Exception exception) => logger.CannotFollow(ScrubbedException.For(exception, TokenRedactor.Scrub));

    // In one task with its context: who waits no longer must not close the connection under the question, where a driver would wait for an answer that comes
    // to no one.
    private async Task<long> AskVersionAsync(CancellationToken cancellationToken)
    {
        var version = 0L;
        await _connection.InTurnAsync(
            async () => version = await (await _connection.OpenAsync(cancellationToken)).ReadVersionAsync(cancellationToken), cancellationToken);
        return version;
    }

    private async Task LookAtHintAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (_outage.IsNews(exception))
            {
                LogFailure(exception);
            }
        }
    }

    private async Task LookInTurnAsync(ApiKeysDbContext database, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Before the question: what it misses can have been committed in that moment.
            var (askedAt, askedAtTime, generation) = (timeProvider.GetTimestamp(), timeProvider.GetUtcNow(), ring.Generation);
            if (await FollowAsync(database, cancellationToken))
            {
                continue;
            }

            // Leases and times that a power cut takes along are written again within a second.
            await _connection.ForgoDurabilityAsync(cancellationToken);

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

    /// <returns>Whether all keys were read, which can take longer than what is read may be believed.</returns>
    private async Task<bool> FollowAsync(ApiKeysDbContext database, CancellationToken cancellationToken)
    {
        var (head, mark) = await ReadHeadAsync(database, cancellationToken);
        if (head is null)
        {
            return false;
        }

        var before = ring.View.Version;
        _mark = null;
        database.Database.SetCommandTimeout(ring.View.IsLoaded ? (int)Timeout.TotalSeconds : null);
        var wasRead = await follower.FollowAsync(database, head, cancellationToken);
        database.Database.SetCommandTimeout(Timeout);

        // A look that found nothing new has to come before one that needn't read: rows that were read may be newer than the version.
        _mark = !wasRead && before == head.Version ? mark : null;
        return wasRead;
    }

    /// <returns>No head when no one has committed anything since the one before.</returns>
    private async Task<(FeedHead? Head, ChangeMark? Mark)> ReadHeadAsync(ApiKeysDbContext database, CancellationToken cancellationToken)
    {
        try
        {
            // Before the head: a commit in between is seen with it, and again next time.
            var askedAt = timeProvider.GetTimestamp();
            var mark = await database.ReadChangeMarkAsync(cancellationToken);
            changes.Note(mark, askedAt);
            var head = mark is not null && mark == _mark ? null : await database.ReadHeadAsync(cancellationToken);
            ring.NoteStoreBack();
            return (head, mark);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            ring.NoteStoreAway();
            throw;
        }
    }

    private async Task<ApiKeysDbContext> OpenAtHandAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _connection.OpenAsync(cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            ring.NoteStoreAway();
            throw;
        }
    }
}
