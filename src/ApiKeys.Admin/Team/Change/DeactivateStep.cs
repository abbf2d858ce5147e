using System.Security.Cryptography;
using ApiKeys.Audit;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Team.Change;

/// <summary>Deactivates a person: they can't sign in, and every session of theirs ends. Its input is the person's id.</summary>
internal sealed class DeactivateStep(TeamStore store) : Step<string, IReadOnlyList<PersonDetails>, DeactivateUndo?>("deactivate-person")
{
    private const int StampLength = 32;

    protected internal override async Task<StepResult<IReadOnlyList<PersonDetails>, DeactivateUndo?>> ExecuteAsync(
        StepContext step, string input, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsOwnerAsync(step, cancellationToken);
        var user = await TeamStore.LoadAsync(step, db, input, cancellationToken);
        var role = await TeamStore.RoleAsync(db, user.Id, cancellationToken);
        if (user.DisabledAt is not null)
        {
            IReadOnlyList<PersonDetails> unchanged = [PersonDetails.Of(user, role)];
            return Done(unchanged, (DeactivateUndo?)null);
        }

        await TeamStore.RefuseLastOwnerAsync(step, db, user, cancellationToken);
        var stamp = UserStamp.Touch(user);
        var undo = new DeactivateUndo(user.Id, step.Now, stamp, user.SecurityStamp);
        user.DisabledAt = step.Now;

        // The sessions of the old stamp stay ended when the person is reactivated.
        user.SecurityStamp = RandomNumberGenerator.GetHexString(StampLength);
        step.Record(ApiKeyAction.Deactivated, TeamSubject.Of(user));
        step.AfterCommit<RefreshOpenPages>(user.Id);
        IReadOnlyList<PersonDetails> deactivated = [PersonDetails.Of(user, role)];
        return Done(deactivated, (DeactivateUndo?)undo);
    }

    protected internal override async Task CompensateAsync(StepContext step, DeactivateUndo? undo, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsync(step, cancellationToken);
        if (undo is not null && await TeamStore.FindAsync(db, undo.UserId, cancellationToken) is { } user && user.DisabledAt == undo.DisabledAt)
        {
            user.DisabledAt = null;
            user.SecurityStamp = undo.SecurityStamp;
            undo.Stamp.Restore(user);
            step.RecordUndone(ApiKeyAction.Deactivated, TeamSubject.Of(user));
            step.AfterCommit<RefreshOpenPages>(user.Id);
        }
    }
}

internal sealed record DeactivateUndo(string UserId, DateTimeOffset DisabledAt, UserStamp Stamp, string? SecurityStamp);
