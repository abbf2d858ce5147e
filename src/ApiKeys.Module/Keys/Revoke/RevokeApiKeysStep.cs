using ApiKeys.Audit;
using ApiKeys.Operations;
using ApiKeys.Receipts;
using ApiKeys.Workflows;

namespace ApiKeys.Keys.Revoke;

/// <summary>Revokes keys, now or later. Without a way back: a key that was refused once must not work again.</summary>
internal sealed class RevokeApiKeysStep(IRevocationReceipts receipts, ApiKeyFactory factory)
    : IrreversibleStep<IReadOnlyList<RevokeApiKeyRequest>, Ended<ApiKeyDetails>>("revoke-api-keys")
{
    protected internal override async Task<Ended<ApiKeyDetails>> ExecuteAsync(
        StepContext step, IReadOnlyList<RevokeApiKeyRequest> input, CancellationToken cancellationToken)
    {
        var keys = await step.LoadKeysAsync([.. input.Select(request => request.Id)], cancellationToken);
        step.RefuseIfAny(keys.Zip(input, (key, request) => Check(key, request, step.Now)).OfType<ApiKeyError>());

        foreach (var (key, request) in keys.Zip(input))
        {
            Apply(step, key, request);
        }

        return new([.. keys.Select(key => factory.Read(key, step.Now))], await receipts.WriteAsync(step, keys.Select(key => (key.Id, key.RevokedAt!.Value)), cancellationToken));
    }

    private static ApiKeyError? Check(ApiKey key, RevokeApiKeyRequest request, DateTimeOffset now) =>
        // First what matters most to the caller: the key has ended, even if another request was faster.
        key.StatusAt(now) == ApiKeyStatus.Revoked ? ApiKeyErrors.AlreadyRevoked(key)
        : request.ExpectedVersion is { } expected && expected != key.Version ? ApiKeyErrors.Changed(key.Id)
        : request.NeverLater && key.RevokedAt < now + request.After ? ApiKeyErrors.EndsLater(key)
        : key.RevokedAt is { } at && now + request.After > at && ApiKeyStatusRules.IsTooLateToPutOff(at, now) ? ApiKeyErrors.EndsNow(key)
        : null;

    private static void Apply(StepContext step, ApiKey key, RevokeApiKeyRequest request)
    {
        var at = request.After > TimeSpan.Zero ? (step.Now + request.After).AsStored() : step.Now;
        var isNow = at == step.Now;
        var reason = TextRules.Normalize(request.Reason);
        key.Revoke(at, step.StartedBy, reason.Length == 0 ? null : reason, step.Now);
        key.Touch(step.Now);

        List<(string, string)> facts = [(EventFacts.RevokedAt, EventFacts.Time(at))];
        if (reason.Length > 0)
        {
            facts.Add((EventFacts.Reason, reason));
        }

        step.Record(isNow ? ApiKeyAction.Revoked : ApiKeyAction.RevocationScheduled, key, facts.ToArray());
    }
}
