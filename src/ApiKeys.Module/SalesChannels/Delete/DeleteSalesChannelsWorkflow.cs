using ApiKeys.Workflows;

namespace ApiKeys.SalesChannels.Delete;

internal sealed class DeleteSalesChannelsWorkflow(DeleteSalesChannelsStep delete)
    : Workflow<IReadOnlyList<DeleteSalesChannelRequest>, IReadOnlyList<SalesChannelDetails>>("delete-sales-channels", delete)
{
    protected internal override Task<IReadOnlyList<SalesChannelDetails>> RunAsync(
        WorkflowRun run, IReadOnlyList<DeleteSalesChannelRequest> input)
    {
        OperationRefusedException.ThrowIfAny(SalesChannelValidation.Check(input));
        return run.FinishAsync(delete, input);
    }
}
