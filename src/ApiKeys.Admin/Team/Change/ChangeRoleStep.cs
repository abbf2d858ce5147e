using ApiKeys.Admin.Identity;
using ApiKeys.Audit;
using ApiKeys.Operations;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Team.Change;

/// <summary>Gives a person another role.</summary>
internal sealed class ChangeRoleStep(TeamStore store) : Step<ChangeRoleRequest, IReadOnlyList<PersonDetails>, ChangeRoleUndo?>("change-role")
{
    protected internal override async Task<StepResult<IReadOnlyList<PersonDetails>, ChangeRoleUndo?>> ExecuteAsync(
        StepContext step, ChangeRoleRequest input, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsOwnerAsync(step, cancellationToken);
        var user = await TeamStore.LoadAsync(step, db, input.UserId, cancellationToken);
        var before = await TeamStore.RoleAsync(db, user.Id, cancellationToken);
        step.RefuseIf(input.ExpectedRole is { } expected && expected != before
            ? TeamErrors.RoleChangedMeanwhile(user.Id, user.DisplayName, before)
            : null);
        IReadOnlyList<PersonDetails> changed = [PersonDetails.Of(user, input.Role)];
        if (before == input.Role)
        {
            return Done(changed, (ChangeRoleUndo?)null);
        }

        await TeamStore.RefuseLastOwnerAsync(step, db, user, cancellationToken);
        await SetAsync(db, user.Id, input.Role, cancellationToken);
        step.Record(ApiKeyAction.RoleChanged, TeamSubject.Of(user), (EventFacts.OldRole, before), (EventFacts.NewRole, input.Role));
        step.AfterCommit<RefreshOpenPages>(user.Id);
        return Done(changed, (ChangeRoleUndo?)new ChangeRoleUndo(user.Id, before, input.Role));
    }

    protected internal override async Task CompensateAsync(StepContext step, ChangeRoleUndo? undo, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsync(step, cancellationToken);
        if (undo is not null
            && await TeamStore.FindAsync(db, undo.UserId, cancellationToken) is { } user
            && await TeamStore.RoleAsync(db, user.Id, cancellationToken) == undo.NewRole
            && !await TeamStore.IsLastOwnerAsync(db, user.Id, cancellationToken))
        {
            await SetAsync(db, user.Id, undo.OldRole, cancellationToken);
            step.RecordUndone(ApiKeyAction.RoleChanged, TeamSubject.Of(user));
            step.AfterCommit<RefreshOpenPages>(user.Id);
        }
    }

    private static async Task SetAsync(AdminDbContext db, string userId, string role, CancellationToken cancellationToken)
    {
        db.UserRoles.RemoveRange(await db.UserRoles.Where(link => link.UserId == userId).ToListAsync(cancellationToken));
        if (role.Length > 0)
        {
            db.UserRoles.Add(new IdentityUserRole<string> { UserId = userId, RoleId = role });
        }
    }
}

internal sealed record ChangeRoleUndo(string UserId, string OldRole, string NewRole);
