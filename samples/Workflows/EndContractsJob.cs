using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Samples.Workflows;

// docs: job
public sealed class EndContractsJob(IDbContextFactory<StoreDbContext> stores, IWorkflowRunner workflows)
    : ScheduledJob("end-contracts", TimeSpan.FromDays(1))
{
    protected override async Task RunAsync(ScheduledJobRun run, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(run.ScheduledFor.UtcDateTime);
        await using var store = await stores.CreateDbContextAsync(cancellationToken);
        var ended = await store.Partners
            .Where(partner => partner.ContractEnds < today && partner.ClosedAt == null)
            .Select(partner => partner.Id).ToListAsync(cancellationToken);
        foreach (var id in ended)
        {
            // A retry, on any node, has the same run id, so no partner is closed twice.
            await workflows.RunAsync(
                ClosePartner.Workflow, id, new WorkflowRunOptions("job", TransactionId: $"{run.Id}/{id}"), cancellationToken);
        }
    }
}
// docs: end
