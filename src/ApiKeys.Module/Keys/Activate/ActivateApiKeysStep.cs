using ApiKeys.Keys.Roll;
using ApiKeys.Operations;
using ApiKeys.Receipts;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ApiKeys.Keys.Activate;

/// <summary>
/// Activates Pending keys; a replacement takes over from the key it replaces. Without a way back: someone has said that the secret is saved
/// and may be using it, and the old key's end is not undone either.
/// </summary>
internal sealed class ActivateApiKeysStep(IRevocationReceipts receipts, ApiKeyFactory factory, IOptions<ApiKeysOptions> options)
    : IrreversibleStep<IReadOnlyList<ActivateApiKeyRequest>, Ended<ApiKeyDetails>>("activate-api-keys")
{
    protected internal override async Task<Ended<ApiKeyDetails>> ExecuteAsync(
        StepContext step, IReadOnlyList<ActivateApiKeyRequest> input, CancellationToken cancellationToken)
    {
        var keys = await step.LoadKeysAsync([.. input.Select(request => request.Id)], cancellationToken);
        step.RefuseChanged(keys, input.Select(request => request.ExpectedVersion));
        step.RefuseIfAny(keys.Select(key => Check(key, step.Now)).OfType<ApiKeyError>());

        var replaced = keys.Select(key => key.ReplacesId).OfType<string>().ToList();
        var olds = await step.Keys()
            .Where(key => replaced.Contains(key.Id) && key.DeletedAt == null)
            .ToDictionaryAsync(key => key.Id, cancellationToken);
        foreach (var key in keys)
        {
            Replacements.TakeOver(step, key, olds.GetValueOrDefault(key.ReplacesId ?? string.Empty));
        }

        return new(
            [.. keys.Select(key => factory.Read(key, step.Now))],
            olds.Count == 0 ? [] : await receipts.WriteAsync(step, olds.Values.Select(key => (key.Id, key.RevokedAt!.Value)), cancellationToken));
    }

    private ApiKeyError? Check(ApiKey key, DateTimeOffset now)
    {
        var status = key.StatusAt(now);
        return status != ApiKeyStatus.Pending ? ApiKeyErrors.NotPending(key, status)
            : factory.ConfirmBefore(key) < now ? ApiKeyErrors.TooLate(key, options.Value.Confirmation.ConfirmWithin)
            : null;
    }
}
