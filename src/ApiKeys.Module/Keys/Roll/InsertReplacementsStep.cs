using ApiKeys.Keys.Create;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Keys.Roll;

/// <summary>Inserts a Pending replacement for each key and leaves the old keys alone.</summary>
internal sealed class InsertReplacementsStep(ApiKeyFactory factory)
    : Step<IReadOnlyList<RollApiKeyRequest>, IReadOnlyList<CreatedApiKey>, IReadOnlyList<string>>("insert-replacements")
{
    protected internal override async Task<StepResult<IReadOnlyList<CreatedApiKey>, IReadOnlyList<string>>> ExecuteAsync(
        StepContext step, IReadOnlyList<RollApiKeyRequest> input, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> ids = [.. input.Select(request => request.Id)];
        var olds = await step.LoadKeysAsync(ids, cancellationToken);
        var waiting = await step.Keys()
            .Where(ApiKeyStatusRules.IsUnconfirmed(step.Now)).Where(key => ids.Contains(key.ReplacesId!))
            .ToListAsync(cancellationToken);
        KeyStep.Refuse(olds.Zip(input, (old, request) => Check(old, request, waiting, step.Now)).OfType<ApiKeyError>());

        IReadOnlyList<CreatedApiKey> created = [.. olds.Zip(input, (old, request) => Insert(step, old, request))];
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

    private ApiKeyError? Check(ApiKey old, RollApiKeyRequest request, List<ApiKey> waiting, DateTimeOffset now)
    {
        var status = old.StatusAt(now);
        return status is not (ApiKeyStatus.Active or ApiKeyStatus.Revoking) ? ApiKeyErrors.NotRollable(old, status)
            : request.ExpectedVersion is { } expected && expected != old.Version ? ApiKeyErrors.Changed(old.Id)
            : waiting.Exists(key => key.ReplacesId == old.Id && factory.ConfirmBefore(key) >= now) ? ApiKeyErrors.ReplacementWaits(old)
            : null;
    }

    private CreatedApiKey Insert(StepContext step, ApiKey old, RollApiKeyRequest request)
    {
        var (key, token) = factory.Make(step, old.Type, old.Title);
        key.Description = old.Description;
        key.Scopes = [.. old.Scopes];
        key.ExpiresAt = old.ExpiresAt;
        key.ReplacesId = old.Id;
        key.ReplacedEndsAfter = request.OldKeyEndsAfter > TimeSpan.Zero ? request.OldKeyEndsAfter : TimeSpan.Zero;
        step.Keys().Add(key);
        step.Record(ApiKeyAction.Created, key, (EventFacts.Replaces, old.Id));
        return new CreatedApiKey(factory.Read(key, step.Now), token);
    }
}
