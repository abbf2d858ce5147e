using ApiKeys.Operations;
using ApiKeys.Workflows;

namespace ApiKeys.Keys.Delete;

internal sealed class DeleteApiKeysStep(ApiKeyFactory factory)
    : SoftDeleteStep<IReadOnlyList<DeleteApiKeyRequest>>("delete-api-keys", ApiKeyAction.Deleted, factory)
{
    protected override async Task<IReadOnlyList<ApiKey>> SelectAsync(
        StepContext step, IReadOnlyList<DeleteApiKeyRequest> input, CancellationToken cancellationToken)
    {
        var keys = await step.LoadKeysAsync([.. input.Select(request => request.Id)], cancellationToken);
        step.RefuseChanged(keys, input.Select(request => request.ExpectedVersion));
        step.RefuseIfAny(
            from key in keys
            let status = key.StatusAt(step.Now)
            where status is ApiKeyStatus.Active or ApiKeyStatus.Revoking
            select ApiKeyErrors.NotDeletable(key, status));
        return keys;
    }
}
