using ApiKeys.Audit;
using ApiKeys.Keys.Link;
using ApiKeys.Operations;
using ApiKeys.Policies;
using ApiKeys.SalesChannels;
using ApiKeys.Workflows;

namespace ApiKeys.Keys.Create;

internal sealed class InsertApiKeysStep(ApiKeyFactory factory)
    : Step<IReadOnlyList<CreateApiKeyRequest>, IReadOnlyList<CreatedApiKey>, IReadOnlyList<string>>("insert-api-keys")
{
    protected internal override async Task<StepResult<IReadOnlyList<CreatedApiKey>, IReadOnlyList<string>>> ExecuteAsync(
        StepContext step, IReadOnlyList<CreateApiKeyRequest> input, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> channelIds = [.. input.SelectMany(request => request.SalesChannelIds).Distinct()];
        if (channelIds.Count > 0)
        {
            await step.LockFeedAsync(cancellationToken);
        }

        var channels = await step.FindChannelsAsync(channelIds, cancellationToken);
        step.RefuseIfAny(input.Index().SelectMany(
            request => LinkValidation.Unknown(request.Item.SalesChannelIds, channels, $"[{request.Index}].salesChannelIds")));

        var policies = await step.Database.ReadPoliciesAsync(cancellationToken);
        step.RefuseIfAny(input.Index()
            .Select(request => KeyLifetimes.Check(policies, request.Item.Type, ExpiryOf(request.Item), step.Now, step.Now, $"[{request.Index}].expiresAt"))
            .OfType<ApiKeyError>());

        DateTimeOffset? ExpiryOf(CreateApiKeyRequest request) =>
            request.NeverExpires ? null : request.ExpiresAt ?? KeyLifetimes.Default(policies, request.Type, step.Now);

        List<CreatedApiKey> created = [];
        foreach (var request in input)
        {
            var (key, token) = factory.Make(step, request.Type, request.Title);
            key.Description = TextRules.Normalize(request.Description);
            key.Scopes = [.. request.Scopes.Distinct()];
            key.OwnedBy = request.OwnedBy;
            key.SetExpiry(ExpiryOf(request), step.Now);
            key.ActivatedAt = request.AwaitConfirmation ? null : step.Now;
            step.Keys().Add(key);
            var links = step.Link(key, request.SalesChannelIds.Select(id => channels[id]));

            step.Record(ApiKeyAction.Created, key, [.. Expiry(key), .. Owner(key), .. LinkFacts.Of(key, links)]);
            created.Add(new CreatedApiKey(factory.Read(key, step.Now), token));
        }

        return Done<IReadOnlyList<CreatedApiKey>, IReadOnlyList<string>>(created, [.. created.Select(c => c.Key.Id)]);
    }

    protected internal override async Task CompensateAsync(
        StepContext step, IReadOnlyList<string> undo, CancellationToken cancellationToken)
    {
        foreach (var id in undo)
        {
            // Removed outright, not soft-deleted: no one was given its token.
            if (await step.FindKeyAsync(id, cancellationToken) is { } key)
            {
                step.RecordUndone(ApiKeyAction.Created, key);
                step.Keys().Remove(key);
            }
        }
    }

    private static IEnumerable<(string Name, string Value)> Expiry(ApiKey key) =>
        key.ExpiresAt is { } expiresAt ? [(EventFacts.ExpiresAt, EventFacts.Time(expiresAt))] : [];

    private static IEnumerable<(string Name, string Value)> Owner(ApiKey key) =>
        key.OwnedBy is { } owner && owner != key.CreatedBy ? [(EventFacts.NewOwner, owner)] : [];
}
