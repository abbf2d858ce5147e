using ApiKeys.Keys.Delete;
using ApiKeys.Keys.Link;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Keys.Discard;

/// <summary>Discards those of the given keys that are still unconfirmed and past their time; a key confirmed since then is passed over.</summary>
internal sealed class DiscardUnconfirmedKeysStep(ApiKeyFactory factory)
    : SoftDeleteStep<IReadOnlyList<string>>("discard-unconfirmed-keys", ApiKeyAction.Discarded, factory)
{
    private readonly ApiKeyFactory _factory = factory;

    protected override async Task<IReadOnlyList<ApiKey>> SelectAsync(
        StepContext step, IReadOnlyList<string> input, CancellationToken cancellationToken)
    {
        var keys = await step.Keys().WithLinks()
            .Where(ApiKeyStatusRules.IsUnconfirmed(step.Now)).Where(key => input.Contains(key.Id)).ToListAsync(cancellationToken);
        return [.. keys.Where(key => _factory.ConfirmBefore(key) < step.Now)];
    }
}
