using ApiKeys.Workflows;

namespace ApiKeys.Keys.Link;

internal sealed class LinkSalesChannelsWorkflow(LinkSalesChannelsStep link)
    : Workflow<LinkSalesChannelsRequest, IReadOnlyList<ApiKeyDetails>>("link-sales-channels", link)
{
    protected internal override Task<IReadOnlyList<ApiKeyDetails>> RunAsync(WorkflowRun run, LinkSalesChannelsRequest input)
    {
        OperationRefusedException.ThrowIfAny(LinkValidation.Check(input));
        return run.FinishAsync(link, input);
    }
}
