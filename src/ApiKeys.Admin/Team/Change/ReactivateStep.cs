using ApiKeys.Audit;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Team.Change;

/// <summary>Lets a deactivated person sign in again. Its input is the person's id.</summary>
internal sealed class ReactivateStep(TeamStore store) : Step<string, IReadOnlyList<PersonDetails>, ReactivateUndo?>("reactivate-person")
{
    protected internal override async Task<StepResult<IReadOnlyList<PersonDetails>, ReactivateUndo?>> ExecuteAsync(
        StepContext step, string input, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsOwnerAsync(step, cancellationToken);
        var user = await TeamStore.LoadAsync(step, db, input, cancellationToken);
        ReactivateUndo? undo = null;
        if (user.DeactivatedAt is { } deactivatedAt)
        {
            undo = new ReactivateUndo(user.Id, deactivatedAt, UserStamp.Touch(user));
            user.DeactivatedAt = null;
            step.Record(ApiKeyAction.Reactivated, TeamSubject.Of(user));
        }

        IReadOnlyList<PersonDetails> reactivated = [PersonDetails.Of(user, await TeamStore.RoleAsync(db, user.Id, cancellationToken))];
        return Done(reactivated, undo);
    }

    protected internal override async Task CompensateAsync(StepContext step, ReactivateUndo? undo, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsync(step, cancellationToken);
        if (undo is not null
            && await TeamStore.FindAsync(db, undo.UserId, cancellationToken) is { DeactivatedAt: null } user
            && !await TeamStore.IsLastOwnerAsync(db, user.Id, cancellationToken))
        {
            user.DeactivatedAt = undo.DeactivatedAt;
            undo.Stamp.Restore(user);
            step.RecordUndone(ApiKeyAction.Reactivated, TeamSubject.Of(user));
            step.AfterCommit<RefreshOpenPages>(user.Id);
        }
    }
}

internal sealed record ReactivateUndo(string UserId, DateTimeOffset DeactivatedAt, UserStamp Stamp);
