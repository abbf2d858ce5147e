using ApiKeys.Audit;
using ApiKeys.Operations;
using ApiKeys.Workflows;

namespace ApiKeys.Keys.Revoke;

/// <summary>The schedule that was called off.</summary>
internal sealed record CancelRevocationUndo(UndoStamp Stamp, DateTimeOffset RevokedAt, string RevokedBy, string? Reason);

internal sealed class CancelRevocationStep(ApiKeyFactory factory)
    : Step<CancelRevocationRequest, IReadOnlyList<ApiKeyDetails>, CancelRevocationUndo>("cancel-revocation")
{
    protected internal override async Task<StepResult<IReadOnlyList<ApiKeyDetails>, CancelRevocationUndo>> ExecuteAsync(
        StepContext step, CancelRevocationRequest input, CancellationToken cancellationToken)
    {
        var key = (await step.LoadKeysAsync([input.Id], cancellationToken))[0];
        step.RefuseIf(Check(key, input, step.Now));

        var (revokedAt, revokedBy, reason) = (key.RevokedAt!.Value, key.RevokedBy!, key.RevokeReason);
        (key.RevokedAt, key.RevokedBy, key.RevokeReason) = (null, null, null);
        var stamp = UndoStamp.Touch(key, step.Now);
        step.Record(ApiKeyAction.RevocationCancelled, key, (EventFacts.RevokedAt, EventFacts.Time(revokedAt)));
        return Done<IReadOnlyList<ApiKeyDetails>, CancelRevocationUndo>(
            [factory.Read(key, step.Now)], new CancelRevocationUndo(stamp, revokedAt, revokedBy, reason));
    }

    protected internal override async Task CompensateAsync(
        StepContext step, CancelRevocationUndo undo, CancellationToken cancellationToken)
    {
        // Whatever else was changed since, the revocation comes back, unless someone has set another.
        if (await step.FindKeyAsync(undo.Stamp.Id, cancellationToken) is { RevokedAt: null } key)
        {
            key.Revoke(undo.RevokedAt, undo.RevokedBy, undo.Reason, step.Now);
            undo.Stamp.Restore(key, step.Now);
            step.RecordUndone(ApiKeyAction.RevocationCancelled, key);
        }
    }

    private static ApiKeyError? Check(ApiKey key, CancelRevocationRequest input, DateTimeOffset now)
    {
        var status = key.StatusAt(now);
        return status == ApiKeyStatus.Revoked ? ApiKeyErrors.AlreadyRevoked(key)
            : input.ExpectedVersion is { } expected && expected != key.Version ? ApiKeyErrors.Changed(key.Id)
            : key.RevokedAt is not { } at ? ApiKeyErrors.NotRevoking(key, status)
            : ApiKeyStatusRules.IsTooLateToPutOff(at, now) ? ApiKeyErrors.EndsNow(key)
            : null;
    }
}
