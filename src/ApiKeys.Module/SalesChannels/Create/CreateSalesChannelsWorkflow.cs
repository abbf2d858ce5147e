using ApiKeys.Workflows;

namespace ApiKeys.SalesChannels.Create;

internal sealed class CreateSalesChannelsWorkflow(InsertSalesChannelsStep insert)
    : Workflow<IReadOnlyList<CreateSalesChannelRequest>, IReadOnlyList<SalesChannelDetails>>("create-sales-channels", insert)
{
    protected internal override Task<IReadOnlyList<SalesChannelDetails>> RunAsync(
        WorkflowRun run, IReadOnlyList<CreateSalesChannelRequest> input)
    {
        OperationRefusedException.ThrowIfAny(SalesChannelValidation.Check(input));
        return run.FinishAsync(insert, input);
    }
}
