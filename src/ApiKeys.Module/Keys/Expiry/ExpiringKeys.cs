using ApiKeys.Storage;
using ApiKeys.Time;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Keys.Expiry;

/// <summary>Finds keys whose expiry is near, and warns of them.</summary>
internal sealed class ExpiringKeys(IDbContextFactory<ApiKeysDbContext> databases, IWorkflowRunner runner, KeyClock clock)
{
    internal const int Batch = 200;

    public Workflow<IReadOnlyList<string>, int> Warn { get; } = Workflow.DefineOneStep("warn-of-expiry", new WarnOfExpiryStep());

    /// <returns>Of how many keys it told.</returns>
    public async Task<int> WarnAsync(CancellationToken cancellationToken)
    {
        var total = 0;
        while (true)
        {
            var (found, warned) = await WarnBatchAsync(cancellationToken);
            total += warned;

            // None told of a full batch: others tell of them, and looking again would find the same.
            if (found < Batch || warned == 0)
            {
                return total;
            }
        }
    }

    private async Task<(int Found, int Warned)> WarnBatchAsync(CancellationToken cancellationToken)
    {
        // Looked for first, outside any workflow: an execution is written only when there is something to tell.
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = await clock.NowAsync(database, cancellationToken);
        var ids = await database.Set<ApiKey>().Where(ExpiryThresholds.IsDue(now))
            .OrderBy(key => key.ExpiresAt).ThenBy(key => key.Id).Take(Batch).Select(key => key.Id).ToListAsync(cancellationToken);
        return ids.Count == 0
            ? (0, 0)
            : (ids.Count, (await runner.RunAsync(Warn, ids, new WorkflowRunOptions(Actor.System.Id), cancellationToken)).Output);
    }
}
