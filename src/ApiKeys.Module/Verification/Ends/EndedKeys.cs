using ApiKeys.Keys;
using ApiKeys.Keys.Discard;
using ApiKeys.Storage;
using ApiKeys.Time;
using ApiKeys.Verification.Nodes;
using ApiKeys.Verification.Ring;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Verification.Ends;

/// <summary>Finds keys whose end has come and makes it a fact in the store.</summary>
internal sealed class EndedKeys(
    IDbContextFactory<ApiKeysDbContext> databases,
    IWorkflowRunner runner,
    UnconfirmedKeys unconfirmed,
    KeyClock clock,
    KeyRingFeed feed,
    NodeRemoval nodes,
    ILogger<EndedKeys> logger)
{
    internal const int Batch = 200;

    // In two queries: each reads an index of the keys that still have an end to come, and no others.
    private static readonly CompiledQuery<Func<ApiKeysDbContext, DateTimeOffset, IAsyncEnumerable<string>>> Expired = new(() => EF.CompileAsyncQuery(
        (ApiKeysDbContext database, DateTimeOffset at) => database.Set<ApiKey>()
            .Where(key => key.EndedAt == null && key.DeletedAt == null && key.ExpiresAt <= at).OrderBy(key => key.ExpiresAt).Take(Batch).Select(key => key.Id)));

    private static readonly CompiledQuery<Func<ApiKeysDbContext, CancellationToken, Task<DateTimeOffset?>>> NextExpiry = new(() => EF.CompileAsyncQuery(
        (ApiKeysDbContext database, CancellationToken _) => database.Set<ApiKey>()
            .Where(key => key.EndedAt == null && key.DeletedAt == null && key.ExpiresAt != null)
            .OrderBy(key => key.ExpiresAt).Select(key => key.ExpiresAt).FirstOrDefault()));

    private static readonly CompiledQuery<Func<ApiKeysDbContext, CancellationToken, Task<DateTimeOffset?>>> NextRevocation = new(() => EF.CompileAsyncQuery(
        (ApiKeysDbContext database, CancellationToken _) => database.Set<ApiKey>()
            .Where(key => key.EndedAt == null && key.DeletedAt == null && key.RevokedAt != null)
            .OrderBy(key => key.RevokedAt).Select(key => key.RevokedAt).FirstOrDefault()));

    private static readonly CompiledQuery<Func<ApiKeysDbContext, DateTimeOffset, IAsyncEnumerable<string>>> Revoked = new(() => EF.CompileAsyncQuery(
        (ApiKeysDbContext database, DateTimeOffset at) => database.Set<ApiKey>()
            .Where(key => key.EndedAt == null && key.DeletedAt == null && key.RevokedAt <= at).OrderBy(key => key.RevokedAt).Take(Batch).Select(key => key.Id)));

    public Workflow<IReadOnlyList<string>, int> End { get; } = Define(new EndKeysStep());

    /// <returns>How many keys it ended.</returns>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var reading = await clock.ReadAsync(database, cancellationToken);
        var total = 0;
        while (await FindAsync(database, reading.At, cancellationToken) is { Count: > 0 } ids)
        {
            var ended = (await runner.RunAsync(End, ids, new WorkflowRunOptions(Actor.System.Id), cancellationToken)).Output;
            if (ended == 0)
            {
                // Another node is ending them. Whether it has come to an end of that shows the next time.
                return total;
            }

            total += ended;
            logger.KeysEnded(ended);
        }

        if (reading.IsSetBack)
        {
            await FollowBackAsync(database, reading, cancellationToken);
        }

        return total;
    }

    /// <summary>When the next of the ends that are set now comes; the end of time if none is set.</summary>
    public async Task<DateTimeOffset> NextAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var expiry = await NextExpiry.For(database)(database, cancellationToken) ?? DateTimeOffset.MaxValue;
        var revocation = await NextRevocation.For(database)(database, cancellationToken) ?? DateTimeOffset.MaxValue;
        return expiry < revocation ? expiry : revocation;
    }

    private static Workflow<IReadOnlyList<string>, int> Define(EndKeysStep end) =>
        Workflow.Define<IReadOnlyList<string>, int>("end-keys", (run, ids) => run.FinishAsync(end, ids), end);

    private static async Task<IReadOnlyList<string>> FindAsync(ApiKeysDbContext database, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var expired = await Expired.For(database)(database, at).ToListAsync(cancellationToken);
        var revoked = await Revoked.For(database)(database, at).ToListAsync(cancellationToken);
        return [.. expired.Union(revoked)];
    }

    /// <summary>Lets this node follow a clock that was set back, once nothing can come to life again by it.</summary>
    private async Task FollowBackAsync(ApiKeysDbContext database, KeyTimeReading reading, CancellationToken cancellationToken)
    {
        while (await unconfirmed.DiscardAsync(cancellationToken) > 0)
        {
        }

        if (await feed.CatchUpAsync([]) is null)
        {
            return;
        }

        if (!await nodes.RemoveFromTheFutureAsync(database, reading.Clock, cancellationToken))
        {
            // Next time: whether they are alive shows within a second.
            return;
        }

        await clock.ReleaseAsync(database, reading, cancellationToken);
        logger.ClockWasSetBack(reading.At, reading.Clock);
    }
}
