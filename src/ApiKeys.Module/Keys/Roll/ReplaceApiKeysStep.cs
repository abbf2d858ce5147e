using ApiKeys.Policies;
using ApiKeys.Receipts;
using ApiKeys.Workflows;

namespace ApiKeys.Keys.Roll;

/// <summary>
/// Inserts a replacement for each key and lets it take over, in one transaction: no one ever meets a replacement whose secret is still on its
/// way to the caller. Without a way back, for it ends the old keys.
/// </summary>
internal sealed class ReplaceApiKeysStep(Replacements replacements, IRevocationReceipts receipts, ApiKeyFactory factory)
    : IrreversibleStep<IReadOnlyList<RollApiKeyRequest>, Ended<CreatedApiKey>>("replace-api-keys")
{
    protected internal override async Task<Ended<CreatedApiKey>> ExecuteAsync(
        StepContext step, IReadOnlyList<RollApiKeyRequest> input, CancellationToken cancellationToken)
    {
        List<CreatedApiKey> created = [];
        var policies = await step.Database.ReadPoliciesAsync(cancellationToken);
        var olds = await replacements.LoadOldAsync(step, input, cancellationToken);
        foreach (var (old, request) in olds.Zip(input))
        {
            var (key, token) = replacements.Insert(step, policies, old, request);
            Replacements.TakeOver(step, key, old);
            created.Add(new CreatedApiKey(factory.Read(key, step.Now), token));
        }

        return new(created, await receipts.WriteAsync(step, olds.Select(key => (key.Id, key.RevokedAt!.Value)), cancellationToken));
    }
}
