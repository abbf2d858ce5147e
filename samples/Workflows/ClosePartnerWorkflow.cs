using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Samples.Workflows;

// docs: short-workflow
public static class ClosePartner
{
    private static readonly Step<string, bool, string?> Close = Step.Define<string, bool, string?>(
        "close-partner",
        async (step, id, cancellationToken) =>
        {
            var store = await step.JoinAsync(StoreDbContext.On);
            var partner = await store.Partners.SingleOrDefaultAsync(p => p.Id == id && p.ClosedAt == null, cancellationToken);
            partner?.ClosedAt = step.Now;
            return Step.Done(partner is not null, undo: partner?.Id);
        },
        async (step, id, cancellationToken) =>
        {
            var store = await step.JoinAsync(StoreDbContext.On);
            await store.Partners.Where(p => p.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.ClosedAt, (DateTimeOffset?)null), cancellationToken);
        });

    public static readonly Workflow<string, bool> Workflow =
        ApiKeys.Workflows.Workflow.DefineOneStep("close-partner", Close);
}
// docs: end
