using ApiKeys.Workflows;

namespace ApiKeys.Keys.Delete;

internal sealed class DeleteApiKeysStep(ApiKeyFactory factory) : SoftDeleteStep("delete-api-keys", ApiKeyAction.Deleted, factory)
{
    protected override async Task<IReadOnlyList<ApiKey>> SelectAsync(
        StepContext step, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var keys = await step.LoadKeysAsync(ids, cancellationToken);
        KeyStep.Refuse(
            from key in keys
            let status = key.StatusAt(step.Now)
            where status is ApiKeyStatus.Active or ApiKeyStatus.Revoking
            select ApiKeyErrors.NotDeletable(key, status));
        return keys;
    }
}
