using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Samples.Workflows;

// docs: step
public sealed record NewPartner(string Name, DateOnly? ContractEnds = null);

public sealed class AddPartnerStep() : Step<NewPartner, string, string>("add-partner")
{
    protected override async Task<StepResult<string, string>> ExecuteAsync(
        StepContext step, NewPartner input, CancellationToken cancellationToken)
    {
        var store = await step.JoinAsync(StoreDbContext.On);
        var id = Ids.New("partner_", step.Now);
        store.Add(new Partner { Id = id, Name = input.Name, ContractEnds = input.ContractEnds });
        return Step.Done(output: id, undo: id);
    }

    protected override async Task CompensateAsync(StepContext step, string undo, CancellationToken cancellationToken)
    {
        var store = await step.JoinAsync(StoreDbContext.On);
        await store.Partners.Where(partner => partner.Id == undo).ExecuteDeleteAsync(cancellationToken);
    }
}
// docs: end
