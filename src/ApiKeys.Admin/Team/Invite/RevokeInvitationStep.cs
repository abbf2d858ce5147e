using ApiKeys.Audit;
using ApiKeys.Operations;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Team.Invite;

/// <summary>Revokes an invitation that no one has accepted. Its input is the invitation's id.</summary>
internal sealed class RevokeInvitationStep(TeamStore store) : Step<string, IReadOnlyList<InvitationDetails>, RevokeInvitationUndo>("revoke-invitation")
{
    protected internal override async Task<StepResult<IReadOnlyList<InvitationDetails>, RevokeInvitationUndo>> ExecuteAsync(
        StepContext step, string input, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsOwnerAsync(step, cancellationToken);
        var invitation = await db.Invitations.FirstOrDefaultAsync(row => row.Id == input && row.ClosedAt == null, cancellationToken);
        step.RefuseIf(invitation is null ? TeamErrors.NoInvitation(input) : null);
        invitation!.ClosedAt = step.Now;
        step.Record(ApiKeyAction.InvitationRevoked, TeamSubject.Of(invitation));
        IReadOnlyList<InvitationDetails> revoked = [InvitationDetails.Of(invitation)];
        return Done(revoked, new RevokeInvitationUndo(invitation.Id, step.Now));
    }

    protected internal override async Task CompensateAsync(StepContext step, RevokeInvitationUndo undo, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsync(step, cancellationToken);
        if (await db.Invitations.FirstOrDefaultAsync(row => row.Id == undo.Id, cancellationToken) is { } invitation && invitation.ClosedAt == undo.ClosedAt)
        {
            invitation.ClosedAt = null;
            step.RecordUndone(ApiKeyAction.InvitationRevoked, TeamSubject.Of(invitation));
        }
    }
}

internal sealed record RevokeInvitationUndo(string Id, DateTimeOffset ClosedAt);
