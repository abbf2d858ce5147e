using ApiKeys.Keys.Activate;
using ApiKeys.Keys.Create;
using ApiKeys.Keys.Delete;
using ApiKeys.Keys.Link;
using ApiKeys.Keys.Revoke;
using ApiKeys.Keys.Roll;
using ApiKeys.Keys.Update;
using ApiKeys.Workflows;

namespace ApiKeys;

/// <summary>
/// The workflows behind <see cref="IApiKeyModuleService"/>, to run inside workflows of your own (<see cref="WorkflowRun.WorkflowAsync"/>) and to add hooks
/// to (<see cref="WorkflowHook{TInput,TOutput}"/>). Each refuses bad input with an <see cref="OperationRefusedException"/>.
/// </summary>
public sealed class ApiKeyWorkflows
{
    internal ApiKeyWorkflows(
        CreateApiKeysWorkflow create,
        ActivateApiKeysWorkflow activate,
        UpdateApiKeysWorkflow update,
        RevokeApiKeysWorkflow revoke,
        CancelRevocationWorkflow cancelRevocation,
        RollApiKeysWorkflow roll,
        LinkSalesChannelsWorkflow link,
        DeleteApiKeysWorkflow delete)
    {
        Create = create;
        Activate = activate;
        Update = update;
        Revoke = revoke;
        CancelRevocation = cancelRevocation;
        Roll = roll;
        LinkSalesChannels = link;
        Delete = delete;
    }

    /// <summary>Makes keys.</summary>
    public Workflow<IReadOnlyList<CreateApiKeyRequest>, IReadOnlyList<CreatedApiKey>> Create { get; }

    /// <summary>Confirms Pending keys. Without a way back; can have no hooks.</summary>
    public Workflow<IReadOnlyList<ActivateApiKeyRequest>, IReadOnlyList<ApiKeyDetails>> Activate { get; }

    /// <summary>Changes keys.</summary>
    public Workflow<IReadOnlyList<UpdateApiKeyRequest>, IReadOnlyList<ApiKeyDetails>> Update { get; }

    /// <summary>Disables keys for good. Without a way back; can have no hooks.</summary>
    public Workflow<IReadOnlyList<RevokeApiKeyRequest>, IReadOnlyList<ApiKeyDetails>> Revoke { get; }

    /// <summary>Calls off a scheduled revocation.</summary>
    public Workflow<CancelRevocationRequest, IReadOnlyList<ApiKeyDetails>> CancelRevocation { get; }

    /// <summary>Replaces keys; all of them wait for confirmation or none. Without a way back where none does; can have no hooks.</summary>
    public Workflow<IReadOnlyList<RollApiKeyRequest>, IReadOnlyList<CreatedApiKey>> Roll { get; }

    /// <summary>Links a publishable key to sales channels and takes links off.</summary>
    public Workflow<LinkSalesChannelsRequest, IReadOnlyList<ApiKeyDetails>> LinkSalesChannels { get; }

    /// <summary>Removes keys from the lists.</summary>
    public Workflow<IReadOnlyList<DeleteApiKeyRequest>, IReadOnlyList<ApiKeyDetails>> Delete { get; }
}
