using ApiKeys.Keys.Link;
using ApiKeys.Policies;
using ApiKeys.Receipts;
using ApiKeys.Storage;
using ApiKeys.Time;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Keys.Idle;

/// <summary>Finds keys that are not used any more, gives them notice, and revokes those whose notice has run out.</summary>
internal sealed class IdleKeys : IIdleKeys
{
    internal const int Batch = 200;

    private readonly IDbContextFactory<ApiKeysDbContext> _databases;
    private readonly IWorkflowRunner _runner;
    private readonly KeyClock _clock;
    private readonly ApiKeyFactory _factory;

    public IdleKeys(
        IDbContextFactory<ApiKeysDbContext> databases, IWorkflowRunner runner, KeyClock clock, ApiKeyFactory factory, IRevocationReceipts receipts)
    {
        (_databases, _runner, _clock, _factory) = (databases, runner, clock, factory);
        Warn = Workflow.DefineOneStep("warn-of-idle", new WarnOfIdleStep());
        var revoke = new RevokeIdleKeysStep(receipts);
        Revoke = Workflow.Define<IReadOnlyList<string>, int>(
            "revoke-idle-keys", async (run, input) => (await run.FinishAsync(revoke, input)).Items.Count, revoke);
    }

    public Workflow<IReadOnlyList<string>, int> Warn { get; }

    public Workflow<IReadOnlyList<string>, int> Revoke { get; }

    /// <returns>How many keys got notice, and how many were revoked.</returns>
    public async Task<(int Warned, int Revoked)> ApplyAsync(CancellationToken cancellationToken)
    {
        var revoked = await RepeatAsync(Revoke, (rule, keys, now) => keys.Where(rule.IsDue(now)), cancellationToken);
        return (await RepeatAsync(Warn, (rule, keys, _) => keys.Where(rule.IsUnwarned()), cancellationToken), revoked);
    }

    public async Task<PagedList<IdleKey>> PreviewAsync(IdleRevocationPolicy policy, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        var now = (await _clock.NowAsync(database, cancellationToken)).AsStored();
        var policies = await database.ReadPoliciesAsync(cancellationToken);

        // Notices given under another policy don't count.
        if ((policy == policies.IdleRevocation ? IdleRule.Of(policies) : IdleRule.Of(policy, now)) is not { } rule)
        {
            return new PagedList<IdleKey>([], 0, 0, limit);
        }

        var found = database.Set<ApiKey>().AsNoTracking().Where(rule.IsNoticed(now));
        var keys = await found.WithLinks().OrderBy(key => key.LastUsedAt ?? key.ActivatedAt).ThenBy(key => key.Id).Take(limit).ToListAsync(cancellationToken);
        return new PagedList<IdleKey>(
            [.. keys.Select(key => new IdleKey(_factory.Read(key, now), IdleRule.IdleSince(key), rule.WarnedAt(key), rule.RevokedFrom(key, now)))],
            keys.Count < limit ? keys.Count : await found.CountAsync(cancellationToken),
            Offset: 0,
            limit);
    }

    private async Task<int> RepeatAsync(
        Workflow<IReadOnlyList<string>, int> workflow,
        Func<IdleRule, IQueryable<ApiKey>, DateTimeOffset, IQueryable<ApiKey>> choose,
        CancellationToken cancellationToken)
    {
        var total = 0;
        while (true)
        {
            // Looked for first, outside any workflow: an execution is written only when there is something to do.
            var ids = await FindAsync(choose, cancellationToken);
            var done = ids.Count == 0 ? 0 : (await _runner.RunAsync(workflow, ids, new WorkflowRunOptions(Actor.System.Id), cancellationToken)).Output;
            total += done;
            if (ids.Count < Batch || done == 0)
            {
                return total;
            }
        }
    }

    private async Task<IReadOnlyList<string>> FindAsync(
        Func<IdleRule, IQueryable<ApiKey>, DateTimeOffset, IQueryable<ApiKey>> choose, CancellationToken cancellationToken)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        if (IdleRule.Of(await database.ReadPoliciesAsync(cancellationToken)) is not { } rule)
        {
            return [];
        }

        var now = await _clock.NowAsync(database, cancellationToken);
        return await choose(rule, database.Set<ApiKey>().Where(rule.IsNoticed(now)), now)
            .OrderBy(key => key.Id).Take(Batch).Select(key => key.Id).ToListAsync(cancellationToken);
    }
}
