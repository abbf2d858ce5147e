using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Samples.Workflows;

public sealed class NoteKeyStep() : Step<(string PartnerId, string KeyId), string, string>("note-key")
{
    protected override async Task<StepResult<string, string>> ExecuteAsync(
        StepContext step, (string PartnerId, string KeyId) input, CancellationToken cancellationToken)
    {
        var store = await step.JoinAsync(StoreDbContext.On);
        (await store.Partners.SingleAsync(partner => partner.Id == input.PartnerId, cancellationToken)).KeyId = input.KeyId;
        return Step.Done(input.KeyId, undo: input.PartnerId);
    }

    protected override async Task CompensateAsync(StepContext step, string undo, CancellationToken cancellationToken)
    {
        var store = await step.JoinAsync(StoreDbContext.On);
        await store.Partners.Where(partner => partner.Id == undo)
            .ExecuteUpdateAsync(set => set.SetProperty(partner => partner.KeyId, (string?)null), cancellationToken);
    }
}
