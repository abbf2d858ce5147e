using System.Security.Cryptography;
using ApiKeys.Audit;
using ApiKeys.Operations;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Team.Change;

/// <summary>Deactivates a person: they can't sign in, and every session of theirs ends. The new owner of keys is checked with it.</summary>
internal sealed class DeactivateStep(TeamStore store) : Step<DeactivateRequest, PersonDetails, DeactivateUndo?>("deactivate-person")
{
    private const int StampLength = 32;

    protected internal override async Task<StepResult<PersonDetails, DeactivateUndo?>> ExecuteAsync(
        StepContext step, DeactivateRequest input, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsOwnerAsync(step, cancellationToken);
        var user = await TeamStore.LoadAsync(step, db, input.UserId, cancellationToken);
        var role = await TeamStore.RoleAsync(db, user.Id, cancellationToken);
        if (input is { HandOver.Count: > 0, NewOwner: { } newOwner })
        {
            step.RefuseIf(await TeamStore.FindAsync(db, newOwner, cancellationToken) is { DeactivatedAt: null } ? null : TeamErrors.NoNewOwner());
        }

        if (user.DeactivatedAt is not null)
        {
            return Done(PersonDetails.Of(user, role), (DeactivateUndo?)null);
        }

        await TeamStore.RefuseLastOwnerAsync(step, db, user, cancellationToken);
        var stamp = UserStamp.Touch(user);
        var undo = new DeactivateUndo(user.Id, step.Now, stamp, user.SecurityStamp);
        user.DeactivatedAt = step.Now;

        // The sessions of the old stamp stay ended when the person is reactivated.
        user.SecurityStamp = RandomNumberGenerator.GetHexString(StampLength);
        step.Record(ApiKeyAction.Deactivated, TeamSubject.Of(user));
        step.AfterCommit<RefreshOpenPages>(user.Id);
        return Done(PersonDetails.Of(user, role), (DeactivateUndo?)undo);
    }

    protected internal override async Task CompensateAsync(StepContext step, DeactivateUndo? undo, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsync(step, cancellationToken);
        if (undo is not null && await TeamStore.FindAsync(db, undo.UserId, cancellationToken) is { } user && user.DeactivatedAt == undo.DeactivatedAt)
        {
            user.DeactivatedAt = null;
            user.SecurityStamp = undo.SecurityStamp;
            undo.Stamp.Restore(user);
            step.RecordUndone(ApiKeyAction.Deactivated, TeamSubject.Of(user));
            step.AfterCommit<RefreshOpenPages>(user.Id);
        }
    }
}

internal sealed record DeactivateUndo(string UserId, DateTimeOffset DeactivatedAt, UserStamp Stamp, string? SecurityStamp);
