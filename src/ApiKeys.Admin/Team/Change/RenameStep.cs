using ApiKeys.Admin.Identity;
using ApiKeys.Audit;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Team.Change;

/// <summary>Changes the name that others see. People rename themselves.</summary>
internal sealed class RenameStep(TeamStore store) : Step<RenameRequest, IReadOnlyList<PersonDetails>, RenameUndo?>(StepName)
{
    public const string StepName = "rename-person";

    protected internal override async Task<StepResult<IReadOnlyList<PersonDetails>, RenameUndo?>> ExecuteAsync(
        StepContext step, RenameRequest input, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsync(step, cancellationToken);
        var user = await TeamStore.LoadAsync(step, db, input.UserId, cancellationToken);
        var (before, after) = (user.DisplayName, input.Name.Trim());
        RenameUndo? undo = null;
        if (before != after)
        {
            undo = new RenameUndo(user.Id, before, after, UserStamp.Touch(user));
            user.DisplayName = after;
            step.Record(ApiKeyAction.Updated, TeamSubject.Of(user), (EventFacts.OldName, before), (EventFacts.NewName, after));
            step.AfterCommit<RefreshOpenPages>(user.Id);
        }

        IReadOnlyList<PersonDetails> renamed = [PersonDetails.Of(user, await TeamStore.RoleAsync(db, user.Id, cancellationToken))];
        return Done(renamed, undo);
    }

    protected internal override async Task CompensateAsync(StepContext step, RenameUndo? undo, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsync(step, cancellationToken);
        if (undo is not null && await TeamStore.FindAsync(db, undo.UserId, cancellationToken) is { } user && user.DisplayName == undo.NewName)
        {
            step.RecordUndone(ApiKeyAction.Updated, TeamSubject.Of(user));
            user.DisplayName = undo.OldName;
            undo.Stamp.Restore(user);
            step.AfterCommit<RefreshOpenPages>(user.Id);
        }
    }
}

internal sealed record RenameRequest(string UserId, string Name)
{
    public IEnumerable<ApiKeyError> Check() =>
        PersonRules.NameProblem(Name) is { } problem ? [new ApiKeyError(ApiKeyErrorCode.Invalid, problem, "name")] : [];
}

internal sealed record RenameUndo(string UserId, string OldName, string NewName, UserStamp Stamp);
