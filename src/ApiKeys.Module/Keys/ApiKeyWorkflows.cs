using ApiKeys.Keys;
using ApiKeys.Keys.Activate;
using ApiKeys.Keys.Create;
using ApiKeys.Keys.Delete;
using ApiKeys.Keys.Link;
using ApiKeys.Keys.Revoke;
using ApiKeys.Keys.Roll;
using ApiKeys.Keys.Update;
using ApiKeys.Receipts;
using ApiKeys.Time;
using ApiKeys.Workflows;
using Microsoft.Extensions.Options;

namespace ApiKeys;

/// <summary>
/// The workflows behind <see cref="IApiKeyModuleService"/>, to run inside workflows of your own (<see cref="WorkflowRun.WorkflowAsync"/>) and to add hooks
/// to (<see cref="WorkflowHook{TInput,TOutput}"/>). Each refuses invalid input with an <see cref="OperationRefusedException"/>. Inside a workflow of yours,
/// the nodes on the receipt of a revocation are still waiting: the wait for them starts when your workflow is committed.
/// </summary>
public sealed class ApiKeyWorkflows
{
    internal ApiKeyWorkflows(
        ApiKeyFactory factory, Replacements replacements, IRevocationReceipts receipts, KeyClock clock, IOptions<ApiKeysOptions> options)
    {
        Create = Workflow.DefineOneStep("create-api-keys", new InsertApiKeysStep(factory), requests => Refuse(CreateApiKeyChecks.Check(requests, clock.Now)));
        Activate = DefineActivate(new ActivateApiKeysStep(receipts, factory, options));
        Update = Workflow.DefineOneStep("update-api-keys", new UpdateApiKeysStep(factory), requests => Refuse(UpdateApiKeyChecks.Check(requests, clock.Now)));
        Revoke = DefineRevoke(new RevokeApiKeysStep(receipts, factory));
        CancelRevocation = Workflow.DefineOneStep(
            "cancel-revocation", new CancelRevocationStep(factory), request => Refuse(CancelRevocationChecks.Check(request)));
        Roll = DefineRoll(new InsertReplacementsStep(replacements, factory), new ReplaceApiKeysStep(replacements, receipts, factory));
        AbortRoll = DefineAbortRoll(new AbortRollStep(receipts, factory));
        LinkSalesChannels = Workflow.DefineOneStep("link-sales-channels", new LinkSalesChannelsStep(factory), request => Refuse(LinkValidation.Check(request)));
        Delete = Workflow.DefineOneStep("delete-api-keys", new DeleteApiKeysStep(factory), requests => Refuse(DeleteApiKeyChecks.Check(requests)));
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

    /// <summary>Aborts a roll whose old key still works. It can't be compensated and can't have hooks.</summary>
    public Workflow<AbortRollRequest, IReadOnlyList<ApiKeyDetails>> AbortRoll { get; }

    /// <summary>Links a publishable key to sales channels and takes links off.</summary>
    public Workflow<LinkSalesChannelsRequest, IReadOnlyList<ApiKeyDetails>> LinkSalesChannels { get; }

    /// <summary>Removes keys from the lists.</summary>
    public Workflow<IReadOnlyList<DeleteApiKeyRequest>, IReadOnlyList<ApiKeyDetails>> Delete { get; }

    internal IReadOnlyList<Workflow> All => [Create, Activate, Update, Revoke, CancelRevocation, Roll, AbortRoll, LinkSalesChannels, Delete];

    private static void Refuse(IReadOnlyList<ApiKeyError> errors) => OperationRefusedException.ThrowIfAny(errors);

    private static Workflow<IReadOnlyList<ActivateApiKeyRequest>, IReadOnlyList<ApiKeyDetails>> DefineActivate(ActivateApiKeysStep activate) =>
        Workflow.Define<IReadOnlyList<ActivateApiKeyRequest>, IReadOnlyList<ApiKeyDetails>>(
            "activate-api-keys",
            async (run, requests) =>
            {
                Refuse(ActivateApiKeyChecks.Check(requests));
                var ended = await run.FinishAsync(activate, requests);
                return ended.WithReceipts(key => key.ReplacesId, (key, receipt) => key with { OldKeyReceipt = receipt });
            },
            activate);

    private static Workflow<IReadOnlyList<RevokeApiKeyRequest>, IReadOnlyList<ApiKeyDetails>> DefineRevoke(RevokeApiKeysStep revoke) =>
        Workflow.Define<IReadOnlyList<RevokeApiKeyRequest>, IReadOnlyList<ApiKeyDetails>>(
            "revoke-api-keys",
            async (run, requests) =>
            {
                Refuse(RevokeApiKeyChecks.Check(requests));
                var ended = await run.FinishAsync(revoke, requests);
                return ended.WithReceipts(key => key.Id, (key, receipt) => key with { Receipt = receipt });
            },
            revoke);

    // Revoke and re-create, without a moment at which neither key works. Where the secret goes to a person, only the first half runs here and the old key stays
    // untouched; the other half is the confirmation.
    private static Workflow<IReadOnlyList<RollApiKeyRequest>, IReadOnlyList<CreatedApiKey>> DefineRoll(
        InsertReplacementsStep insert, ReplaceApiKeysStep replace) =>
        Workflow.Define<IReadOnlyList<RollApiKeyRequest>, IReadOnlyList<CreatedApiKey>>(
            "roll-api-keys",
            async (run, requests) =>
            {
                Refuse(RollApiKeyChecks.Check(requests));
                if (requests[0].AwaitConfirmation)
                {
                    return await run.FinishAsync(insert, requests);
                }

                var ended = await run.FinishAsync(replace, requests);
                return ended.WithReceipts(created => created.Key.ReplacesId, (created, receipt) => created with { OldKeyReceipt = receipt });
            },
            insert,
            replace);

    private static Workflow<AbortRollRequest, IReadOnlyList<ApiKeyDetails>> DefineAbortRoll(AbortRollStep abort) =>
        Workflow.Define<AbortRollRequest, IReadOnlyList<ApiKeyDetails>>(
            "abort-roll",
            async (run, request) =>
            {
                Refuse(AbortRollChecks.Check(request));
                var ended = await run.FinishAsync(abort, request);
                return ended.WithReceipts(key => key.Id, (key, receipt) => key with { Receipt = receipt });
            },
            abort);
}
