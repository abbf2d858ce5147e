using ApiKeys.Storage;
using ApiKeys.Time;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ApiKeys.Keys.Discard;

/// <summary>Finds Pending keys that no one confirmed in time and discards them.</summary>
internal sealed class UnconfirmedKeys(
    IDbContextFactory<ApiKeysDbContext> databases,
    IWorkflowRunner runner,
    ApiKeyFactory factory,
    IOptions<ApiKeysOptions> options,
    KeyClock clock)
{
    private const int Batch = 500;

    public Workflow<IReadOnlyList<string>, IReadOnlyList<ApiKeyDetails>> Discard { get; } =
        Workflow.DefineOneStep("discard-unconfirmed-keys", new DiscardUnconfirmedKeysStep(factory));

    /// <returns>How many were discarded.</returns>
    public async Task<int> DiscardAsync(CancellationToken cancellationToken)
    {
        // Looked for first, outside any workflow: an execution is written only when there is something to do.
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = await clock.NowAsync(database, cancellationToken);
        var createdBefore = now - options.Value.Confirmation.ConfirmWithin;
        var ids = await database.Set<ApiKey>()
            .Where(ApiKeyStatusRules.IsUnconfirmed(now)).Where(key => key.CreatedAt < createdBefore)
            .OrderBy(key => key.Id).Take(Batch).Select(key => key.Id).ToListAsync(cancellationToken);
        if (ids.Count == 0)
        {
            return 0;
        }

        var outcome = await runner.RunAsync(Discard, ids, new WorkflowRunOptions(Actor.System.Id), cancellationToken);
        return outcome.Output!.Count;
    }
}
