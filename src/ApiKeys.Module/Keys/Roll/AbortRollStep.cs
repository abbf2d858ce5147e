using ApiKeys.Audit;
using ApiKeys.Operations;
using ApiKeys.Receipts;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Keys.Roll;

/// <summary>
/// Cancels the scheduled revocation of the old key and revokes its replacement, in one transaction: at every moment, even after a crash, at least one
/// of the keys works. It can't be compensated, because it revokes the new key.
/// </summary>
internal sealed class AbortRollStep(IRevocationReceipts receipts, ApiKeyFactory factory)
    : IrreversibleStep<AbortRollRequest, Ended<ApiKeyDetails>>("abort-roll")
{
    protected internal override async Task<Ended<ApiKeyDetails>> ExecuteAsync(
        StepContext step, AbortRollRequest input, CancellationToken cancellationToken)
    {
        // A roll of either key that waits to be confirmed writes no row that this step reads, so row versions can't detect the conflict.
        await step.LockFeedAsync(cancellationToken);
        var key = (await step.LoadKeysAsync([input.Id], cancellationToken))[0];
        var others = key.ReplacesId is { } oldId ? await LoadOthersAsync(step, key.Id, oldId, cancellationToken) : [];
        var old = others.Find(other => other.Id == key.ReplacesId);
        step.RefuseIf(Check(input, key, old, others, step.Now));
        await RefuseIfScheduledBeforeAsync(step, key, old!, cancellationToken);

        var scheduledFor = old!.RevokedAt!.Value;
        (old.RevokedAt, old.RevokedBy, old.RevokeReason) = (null, null, null);
        old.Touch(step.Now);
        step.Record(
            ApiKeyAction.RevocationCancelled, old, (EventFacts.RevokedAt, EventFacts.Time(scheduledFor)), (EventFacts.AbortedRoll, key.Id));

        var reason = TextRules.Normalize(input.Reason);
        key.Revoke(step.Now, step.StartedBy, reason.Length == 0 ? null : reason, step.Now);
        key.Touch(step.Now);
        List<(string, string)> facts = [(EventFacts.RevokedAt, EventFacts.Time(step.Now)), (EventFacts.AbortedRoll, old.Id)];
        if (reason.Length > 0)
        {
            facts.Add((EventFacts.Reason, reason));
        }

        step.Record(ApiKeyAction.Revoked, key, facts.ToArray());
        return new([factory.Read(key, step.Now)], await receipts.WriteAsync(step, [(key.Id, key.RevokedAt!.Value)], cancellationToken));
    }

    /// <summary>The old key, and the keys that later rolls of it or of its replacement have made.</summary>
    private static Task<List<ApiKey>> LoadOthersAsync(StepContext step, string id, string oldId, CancellationToken cancellationToken) =>
        step.Keys()
            .Where(other => other.DeletedAt == null && other.Id != id && (other.Id == oldId || other.ReplacesId == oldId || other.ReplacesId == id))
            .ToListAsync(cancellationToken);

    // A revocation that someone scheduled for a reason of its own, such as a leak, isn't the roll's to cancel.
    private static async Task RefuseIfScheduledBeforeAsync(StepContext step, ApiKey key, ApiKey old, CancellationToken cancellationToken)
    {
        var rolls = await step.Database.Set<ApiKeyEvent>().AsNoTracking()
            .Where(change => change.SubjectId == old.Id && change.Action == ApiKeyAction.Rolled).OrderByDescending(change => change.Id).Take(1)
            .ToListAsync(cancellationToken);
        step.RefuseIf(rolls is [var roll] && roll.Facts.GetValueOrDefault(EventFacts.ReplacedBy) == key.Id && roll.Facts.ContainsKey(EventFacts.ScheduledBefore)
            ? ApiKeyErrors.ScheduledBeforeRoll(old)
            : null);
    }

    private ApiKeyError? Check(AbortRollRequest input, ApiKey key, ApiKey? old, List<ApiKey> others, DateTimeOffset now)
    {
        var status = key.StatusAt(now);
        return status == ApiKeyStatus.Revoked ? ApiKeyErrors.AlreadyRevoked(key)
            : input.ExpectedVersion is { } expected && expected != key.Version ? ApiKeyErrors.Changed(key.Id)
            : key.ReplacesId is null ? ApiKeyErrors.NotRolled(key)
            : status is ApiKeyStatus.Pending or ApiKeyStatus.Expired ? ApiKeyErrors.NotAbortable(key, status)
            : old is null ? ApiKeyErrors.OldKeyDeleted(key)
            : CheckOld(input, old, now)
            ?? (others.Exists(other => other.ReplacesId == key.Id && PreventsAbort(other, now)) ? ApiKeyErrors.RolledAgain(key)
            : others.Exists(other => other.ReplacesId == old.Id && PreventsAbort(other, now)) ? ApiKeyErrors.RolledAgain(old)
            : null);
    }

    private static ApiKeyError? CheckOld(AbortRollRequest input, ApiKey old, DateTimeOffset now)
    {
        var status = old.StatusAt(now);
        return status is ApiKeyStatus.Revoked or ApiKeyStatus.Expired ? ApiKeyErrors.OldKeyEnded(old, status)
            : input.OldKeyExpectedVersion is { } expected && expected != old.Version ? ApiKeyErrors.Changed(old.Id)
            : old.RevokedAt is not { } at ? ApiKeyErrors.NotRevoking(old, status)
            : ApiKeyStatusRules.IsTooLateToPutOff(at, now) || (old.ExpiresAt is { } expiry && ApiKeyStatusRules.IsTooLateToPutOff(expiry, now)) ? ApiKeyErrors.EndsNow(old)
            : null;
    }

    // A replacement that has ended, or can no longer be confirmed, doesn't prevent the abort.
    private bool PreventsAbort(ApiKey other, DateTimeOffset now) => other.StatusAt(now) switch
    {
        ApiKeyStatus.Active or ApiKeyStatus.Revoking => true,
        ApiKeyStatus.Pending => factory.ConfirmBefore(other) >= now,
        _ => false,
    };
}
