using ApiKeys.Keys;
using ApiKeys.Workflows;

namespace ApiKeys.SalesChannels.Delete;

internal sealed class DeleteSalesChannelsWorkflow(DeleteSalesChannelsStep delete)
    : Workflow<IReadOnlyList<string>, IReadOnlyList<SalesChannelDetails>>("delete-sales-channels", delete)
{
    protected internal override Task<IReadOnlyList<SalesChannelDetails>> RunAsync(WorkflowRun run, IReadOnlyList<string> input)
    {
        KeyStep.Refuse(SalesChannelValidation.CheckIds(input));
        return run.FinishAsync(delete, input);
    }
}
