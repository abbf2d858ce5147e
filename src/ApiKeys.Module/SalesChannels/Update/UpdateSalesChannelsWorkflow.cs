using ApiKeys.Workflows;

namespace ApiKeys.SalesChannels.Update;

internal sealed class UpdateSalesChannelsWorkflow(UpdateSalesChannelsStep update)
    : Workflow<IReadOnlyList<UpdateSalesChannelRequest>, IReadOnlyList<SalesChannelDetails>>("update-sales-channels", update)
{
    protected internal override Task<IReadOnlyList<SalesChannelDetails>> RunAsync(
        WorkflowRun run, IReadOnlyList<UpdateSalesChannelRequest> input)
    {
        OperationRefusedException.ThrowIfAny(SalesChannelValidation.Check(input));
        return run.FinishAsync(update, input);
    }
}
