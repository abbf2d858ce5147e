using System.Security.Cryptography;
using ApiKeys.Admin.Identity;
using ApiKeys.Audit;
using ApiKeys.Operations;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Team.Invite;

/// <summary>Makes a person of an invitation.</summary>
internal sealed class AcceptInvitationStep(TeamStore store)
    : Step<AcceptInvitationRequest, IReadOnlyList<PersonDetails>, AcceptInvitationUndo>("accept-invitation")
{
    private const int StampLength = 32;

    protected internal override async Task<StepResult<IReadOnlyList<PersonDetails>, AcceptInvitationUndo>> ExecuteAsync(
        StepContext step, AcceptInvitationRequest input, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsync(step, cancellationToken);
        var invitation = await TeamStore.LoadOpenAsync(step, db, input.Digest, cancellationToken);
        if (await db.Users.AnyAsync(user => user.NormalizedEmail == invitation.NormalizedEmail, cancellationToken))
        {
            // The person who has the link isn't told that the address is known.
            step.RefuseIf(TeamErrors.DeadLink());
        }

        var user = AdminUser.Create(input.UserId, invitation.Email, input.Name.Trim(), step.Now);
        user.NormalizedEmail = invitation.NormalizedEmail;
        user.NormalizedUserName = invitation.NormalizedEmail;
        user.EmailConfirmed = true;
        user.LockoutEnabled = true;
        user.PasswordHash = input.PasswordHash;
        user.SecurityStamp = RandomNumberGenerator.GetHexString(StampLength);
        db.Users.Add(user);
        db.UserRoles.Add(new IdentityUserRole<string> { UserId = user.Id, RoleId = invitation.Role });
        invitation.ClosedAt = step.Now;
        step.Record(
            ApiKeyAction.InvitationAccepted, TeamSubject.Of(user), (EventFacts.Role, invitation.Role), (EventFacts.Invitation, invitation.Id));
        IReadOnlyList<PersonDetails> joined = [PersonDetails.Of(user, invitation.Role)];
        return Done(joined, new AcceptInvitationUndo(user.Id, invitation.Id, step.Now));
    }

    protected internal override async Task CompensateAsync(StepContext step, AcceptInvitationUndo undo, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsync(step, cancellationToken);
        if (await TeamStore.FindAsync(db, undo.UserId, cancellationToken) is { } user)
        {
            db.Users.Remove(user);
            step.RecordUndone(ApiKeyAction.InvitationAccepted, TeamSubject.Of(user));
            step.AfterCommit<RefreshOpenPages>(user.Id);
        }

        if (await db.Invitations.FirstOrDefaultAsync(row => row.Id == undo.InvitationId, cancellationToken) is { } invitation
            && invitation.ClosedAt == undo.ClosedAt)
        {
            invitation.ClosedAt = null;
        }
    }
}

internal sealed record AcceptInvitationUndo(string UserId, string InvitationId, DateTimeOffset ClosedAt);
