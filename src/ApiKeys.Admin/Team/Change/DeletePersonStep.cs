using ApiKeys.Admin.Identity.Members;
using ApiKeys.Admin.Identity;
using ApiKeys.Audit;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Team.Change;

/// <summary>Deletes a person for good. It can't be undone: what would bring the person back must not be kept.</summary>
internal sealed class DeletePersonStep(TeamStore store) : IrreversibleStep<DeletePersonRequest, IReadOnlyList<PersonDetails>>("delete-person")
{
    protected internal override async Task<IReadOnlyList<PersonDetails>> ExecuteAsync(
        StepContext step, DeletePersonRequest input, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsOwnerAsync(step, cancellationToken);
        var user = await TeamStore.LoadAsync(step, db, input.UserId, cancellationToken);
        await TeamStore.RefuseLastOwnerAsync(step, db, user, cancellationToken);
        var role = await TeamStore.RoleAsync(db, user.Id, cancellationToken);
        if (input.KeepsName)
        {
            db.FormerMembers.Add(new FormerMember { Id = user.Id, DisplayName = user.DisplayName, DeletedAt = step.Now });
        }
        else
        {
            await ForgetNameAsync(step, db, user, cancellationToken);
        }

        db.Users.Remove(user);
        step.Record(ApiKeyAction.Deleted, new TeamSubject(user.Id, input.KeepsName ? user.DisplayName : People.FormerMember));
        step.AfterCommit<RefreshOpenPages>(user.Id);
        return [PersonDetails.Of(user, role)];
    }

    /// <summary>Removes name and address from the events that tell of the person. What was done, and when, stays.</summary>
    private static async Task ForgetNameAsync(StepContext step, AdminDbContext db, AdminUser user, CancellationToken cancellationToken)
    {
        var invitations = await db.Invitations.Where(row => row.NormalizedEmail == user.NormalizedEmail).ToListAsync(cancellationToken);
        db.Invitations.RemoveRange(invitations);
        List<string> subjects = [user.Id, .. invitations.Select(row => row.Id)];
        var events = await step.Database.Set<ApiKeyEvent>().Where(row => subjects.Contains(row.SubjectId)).ToListAsync(cancellationToken);

        // What the undo of a change of the name would need. The change is long complete.
        await step.Database.Set<WorkflowStepRecord>()
            .Where(row => row.Step == RenameStep.StepName && row.Undo!.Contains(user.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Undo, (string?)null), cancellationToken);
        foreach (var row in events)
        {
            row.SubjectTitle = People.FormerMember;
            row.Facts = row.Facts.Where(fact => fact.Key is not (EventFacts.OldName or EventFacts.NewName or EventFacts.Passkey)).ToDictionary(StringComparer.Ordinal);
            row.SearchText = EventSearchText.Of(row);
        }
    }
}
