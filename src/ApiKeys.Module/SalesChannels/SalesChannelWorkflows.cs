using ApiKeys.SalesChannels;
using ApiKeys.SalesChannels.Create;
using ApiKeys.SalesChannels.Delete;
using ApiKeys.SalesChannels.Links;
using ApiKeys.SalesChannels.Update;
using ApiKeys.Workflows;

namespace ApiKeys;

/// <summary>
/// The workflows behind <see cref="ISalesChannelModuleService"/>, to run inside workflows of your own (<see cref="WorkflowRun.WorkflowAsync"/>) and to add
/// hooks to (<see cref="WorkflowHook{TInput,TOutput}"/>). Each refuses bad input with an <see cref="OperationRefusedException"/>.
/// </summary>
public sealed class SalesChannelWorkflows
{
    internal SalesChannelWorkflows(ISalesChannelLinks links)
    {
        Create = Workflow.DefineOneStep(
            "create-sales-channels", new InsertSalesChannelsStep(links), requests => OperationRefusedException.ThrowIfAny(SalesChannelValidation.Check(requests)));
        Update = Workflow.DefineOneStep(
            "update-sales-channels", new UpdateSalesChannelsStep(), requests => OperationRefusedException.ThrowIfAny(SalesChannelValidation.Check(requests)));
        Delete = Workflow.DefineOneStep(
            "delete-sales-channels", new DeleteSalesChannelsStep(links), requests => OperationRefusedException.ThrowIfAny(SalesChannelValidation.Check(requests)));
    }

    /// <summary>Makes sales channels.</summary>
    public Workflow<IReadOnlyList<CreateSalesChannelRequest>, IReadOnlyList<SalesChannelDetails>> Create { get; }

    /// <summary>Changes sales channels.</summary>
    public Workflow<IReadOnlyList<UpdateSalesChannelRequest>, IReadOnlyList<SalesChannelDetails>> Update { get; }

    /// <summary>Removes sales channels from the lists and from their keys.</summary>
    public Workflow<IReadOnlyList<DeleteSalesChannelRequest>, IReadOnlyList<SalesChannelDetails>> Delete { get; }

    internal IReadOnlyList<Workflow> All => [Create, Update, Delete];
}
