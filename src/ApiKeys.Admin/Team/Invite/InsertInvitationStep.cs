using ApiKeys.Admin.Identity.Members;
using ApiKeys.Audit;
using ApiKeys.Operations;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Team.Invite;

/// <summary>Makes an invitation and its link.</summary>
internal sealed class InsertInvitationStep(TeamStore store) : Step<InviteRequest, IReadOnlyList<CreatedInvitation>, string>("insert-invitation")
{
    protected internal override async Task<StepResult<IReadOnlyList<CreatedInvitation>, string>> ExecuteAsync(
        StepContext step, InviteRequest input, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsOwnerAsync(step, cancellationToken);
        var email = input.Email.Trim();
        var normalized = TeamStore.Normalize(email);
        if (await db.Users.AnyAsync(user => user.NormalizedEmail == normalized, cancellationToken))
        {
            step.RefuseIf(TeamErrors.AlreadyMember(email));
        }

        if (await db.Invitations.AnyAsync(
            row => row.NormalizedEmail == normalized && row.ClosedAt == null && row.ExpiresAt > step.Now, cancellationToken))
        {
            step.RefuseIf(TeamErrors.AlreadyInvited(email));
        }

        var secret = LinkSecret.New();
        var invitation = new Invitation
        {
            Id = Ids.New(Invitation.IdPrefix, step.Now),
            Digest = secret.Digest,
            Email = email,
            NormalizedEmail = normalized,
            Role = input.Role,
            InvitedBy = step.StartedBy,
            CreatedAt = step.Now,
            ExpiresAt = step.Now + input.Lifetime,
        };
        db.Invitations.Add(invitation);
        step.Record(ApiKeyAction.Invited, TeamSubject.Of(invitation), (EventFacts.Role, input.Role), (EventFacts.ExpiresAt, EventFacts.Time(invitation.ExpiresAt)));
        IReadOnlyList<CreatedInvitation> created = [new(InvitationDetails.Of(invitation), secret)];
        return Done(created, invitation.Id);
    }

    protected internal override async Task CompensateAsync(StepContext step, string undo, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsync(step, cancellationToken);
        if (await db.Invitations.FirstOrDefaultAsync(row => row.Id == undo, cancellationToken) is { ClosedAt: null } invitation)
        {
            db.Invitations.Remove(invitation);
            step.RecordUndone(ApiKeyAction.Invited, TeamSubject.Of(invitation));
        }
    }
}
