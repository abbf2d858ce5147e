using ApiKeys.Audit;
using ApiKeys.Policies;
using ApiKeys.Workflows;

namespace ApiKeys.Keys.Roll;

/// <summary>Inserts a Pending replacement for each key and leaves the old keys alone until someone confirms.</summary>
internal sealed class InsertReplacementsStep(Replacements replacements, ApiKeyFactory factory)
    : Step<IReadOnlyList<RollApiKeyRequest>, IReadOnlyList<CreatedApiKey>, IReadOnlyList<string>>("insert-replacements")
{
    protected internal override async Task<StepResult<IReadOnlyList<CreatedApiKey>, IReadOnlyList<string>>> ExecuteAsync(
        StepContext step, IReadOnlyList<RollApiKeyRequest> input, CancellationToken cancellationToken)
    {
        List<CreatedApiKey> created = [];
        var policies = await step.Database.ReadPoliciesAsync(cancellationToken);
        foreach (var (old, request) in (await replacements.LoadOldAsync(step, input, cancellationToken)).Zip(input))
        {
            var (key, token) = replacements.Insert(step, policies, old, request);
            created.Add(new CreatedApiKey(factory.Read(key, step.Now), token));
        }

        return Done<IReadOnlyList<CreatedApiKey>, IReadOnlyList<string>>(created, [.. created.Select(c => c.Key.Id)]);
    }

    protected internal override async Task CompensateAsync(
        StepContext step, IReadOnlyList<string> undo, CancellationToken cancellationToken)
    {
        foreach (var id in undo)
        {
            // Once it has taken over it is the working key, and to remove it would leave none.
            if (await step.FindKeyAsync(id, cancellationToken) is { ActivatedAt: null } key)
            {
                step.RecordUndone(ApiKeyAction.Created, key);
                step.Keys().Remove(key);
            }
        }
    }
}
