using ApiKeys.Audit;
using ApiKeys.Operations;
using ApiKeys.Policies;
using ApiKeys.Workflows;

namespace ApiKeys.Keys.Update;

internal sealed class UpdateApiKeysStep(ApiKeyFactory factory)
    : Step<IReadOnlyList<UpdateApiKeyRequest>, IReadOnlyList<ApiKeyDetails>, IReadOnlyList<UpdateUndo>>("update-api-keys")
{
    protected internal override async Task<StepResult<IReadOnlyList<ApiKeyDetails>, IReadOnlyList<UpdateUndo>>> ExecuteAsync(
        StepContext step, IReadOnlyList<UpdateApiKeyRequest> input, CancellationToken cancellationToken)
    {
        var keys = await step.LoadKeysAsync([.. input.Select(request => request.Id)], cancellationToken);
        step.RefuseChanged(keys, input.Select(request => request.ExpectedVersion));
        step.RefuseIfAny(keys.Zip(input).Index()
            .Where(pair => ChangesExpiry(pair.Item.First, pair.Item.Second) && !IsAlive(pair.Item.First, step.Now))
            .Select(pair => ApiKeyErrors.ExpiryFixed(pair.Item.First, pair.Item.First.StatusAt(step.Now), $"[{pair.Index}].expiresAt")));
        step.RefuseIfAny(keys.Zip(input).Where(pair => pair.Second.NeverLater && Prolongs(pair.First, pair.Second)).Select(pair => ApiKeyErrors.EndsLater(pair.First)));
        step.RefuseIfAny(keys.Zip(input).Index()
            .Where(pair => Prolongs(pair.Item.First, pair.Item.Second) && ApiKeyStatusRules.IsTooLateToPutOff(pair.Item.First.ExpiresAt!.Value, step.Now))
            .Select(pair => ApiKeyErrors.EndsNow(pair.Item.First, $"[{pair.Index}].expiresAt")));

        if (keys.Zip(input).Any(pair => ChangesExpiry(pair.First, pair.Second)))
        {
            var policies = await step.Database.ReadPoliciesAsync(cancellationToken);
            step.RefuseIfAny(keys.Zip(input).Index()
                .Where(pair => ChangesExpiry(pair.Item.First, pair.Item.Second))
                .Select(pair => KeyLifetimes.Check(
                    policies, pair.Item.First.Type, pair.Item.Second.Expiry!.ExpiresAt, pair.Item.First.CreatedAt, step.Now, $"[{pair.Index}].expiresAt"))
                .OfType<ApiKeyError>());
        }

        IReadOnlyList<UpdateUndo> undo = [.. keys.Zip(input, (key, request) => Apply(step, key, request)).OfType<UpdateUndo>()];
        return Done<IReadOnlyList<ApiKeyDetails>, IReadOnlyList<UpdateUndo>>([.. keys.Select(key => factory.Read(key, step.Now))], undo);
    }

    protected internal override async Task CompensateAsync(
        StepContext step, IReadOnlyList<UpdateUndo> undo, CancellationToken cancellationToken)
    {
        foreach (var before in undo)
        {
            // What someone else has written since is theirs: putting old values over it would undo their change, not ours.
            if (await step.FindKeyAsync(before.Stamp.Id, cancellationToken) is { } key && before.Stamp.IsUntouched(key))
            {
                step.RecordUndone(ApiKeyAction.Updated, key);
                key.Rename(before.Title);
                key.Description = before.Description;
                key.Scopes = [.. before.Scopes];
                key.OwnedBy = before.OwnedBy;
                if (key.ExpiresAt != before.ExpiresAt && IsAlive(key, step.Now))
                {
                    // Not for the same expiry: a warning given since is no change of the key, and would be given again. Nor after the end: it stays a fact.
                    (key.ExpiresAt, key.ExpiryWarnedDays) = (before.ExpiresAt, before.ExpiryWarnedDays);
                }

                before.Stamp.Restore(key, step.Now);
            }
        }
    }

    private static UpdateUndo? Apply(StepContext step, ApiKey key, UpdateApiKeyRequest request)
    {
        var (title, description, scopes, ownedBy) = (key.Title, key.Description, key.Scopes, key.OwnedBy);
        var (expiresAt, warnedDays) = (key.ExpiresAt, key.ExpiryWarnedDays);
        List<(string, string)> facts = [];

        if (request.Title is not null && TextRules.Normalize(request.Title) is var newTitle && newTitle != title)
        {
            key.Rename(newTitle);
            facts.AddRange([(EventFacts.OldTitle, title), (EventFacts.NewTitle, newTitle)]);
        }

        if (request.Description is not null && TextRules.Normalize(request.Description) is var newDescription && newDescription != description)
        {
            key.Description = newDescription;
            facts.AddRange([(EventFacts.OldDescription, description), (EventFacts.NewDescription, newDescription)]);
        }

        if (request.Scopes?.Distinct().ToList() is { } newScopes && !newScopes.SequenceEqual(scopes))
        {
            key.Scopes = newScopes;
            facts.AddRange([(EventFacts.OldScopes, string.Join(' ', scopes)), (EventFacts.NewScopes, string.Join(' ', newScopes))]);
        }

        if (request.Owner is { } owner && owner.OwnedBy != ownedBy)
        {
            key.OwnedBy = owner.OwnedBy;
            facts.AddRange([(EventFacts.OldOwner, ownedBy ?? string.Empty), (EventFacts.NewOwner, owner.OwnedBy ?? string.Empty)]);
        }

        if (ChangesExpiry(key, request))
        {
            key.SetExpiry(request.Expiry!.ExpiresAt, step.Now);
            facts.AddRange([(EventFacts.OldExpiresAt, EventFacts.Time(expiresAt)), (EventFacts.NewExpiresAt, EventFacts.Time(key.ExpiresAt))]);
        }

        // Saving what is there already is no change: no event, and no conflict for whoever else has the key open.
        if (facts.Count == 0)
        {
            return null;
        }

        var stamp = UndoStamp.Touch(key, step.Now);
        step.Record(ApiKeyAction.Updated, key, facts.ToArray());
        return new UpdateUndo(stamp, title, description, scopes, ownedBy, expiresAt, warnedDays);
    }

    private static bool ChangesExpiry(ApiKey key, UpdateApiKeyRequest request) =>
        request.Expiry is { } expiry && expiry.ExpiresAt?.AsStored() != key.ExpiresAt;

    private static bool Prolongs(ApiKey key, UpdateApiKeyRequest request) =>
        ChangesExpiry(key, request) && key.ExpiresAt is { } now && (request.Expiry!.ExpiresAt is not { } next || next > now);

    private static bool IsAlive(ApiKey key, DateTimeOffset now) => key.StatusAt(now) is ApiKeyStatus.Pending or ApiKeyStatus.Active or ApiKeyStatus.Revoking;
}
