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
        if (user.DisabledAt is { } disabledAt)
        {
            undo = new ReactivateUndo(user.Id, disabledAt, UserStamp.Touch(user));
            user.DisabledAt = null;
            step.Record(ApiKeyAction.Reactivated, TeamSubject.Of(user));
        }

        IReadOnlyList<PersonDetails> reactivated = [PersonDetails.Of(user, await TeamStore.RoleAsync(db, user.Id, cancellationToken))];
        return Done(reactivated, undo);
    }

    protected internal override async Task CompensateAsync(StepContext step, ReactivateUndo? undo, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsync(step, cancellationToken);
        if (undo is not null
            && await TeamStore.FindAsync(db, undo.UserId, cancellationToken) is { DisabledAt: null } user
            && !await TeamStore.IsLastOwnerAsync(db, user.Id, cancellationToken))
        {
            user.DisabledAt = undo.DisabledAt;
            undo.Stamp.Restore(user);
            step.RecordUndone(ApiKeyAction.Reactivated, TeamSubject.Of(user));
            step.AfterCommit<RefreshOpenPages>(user.Id);
        }
    }
}

internal sealed record ReactivateUndo(string UserId, DateTimeOffset DisabledAt, UserStamp Stamp);
