using ApiKeys.Admin.Team;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Team.Dialogs;

/// <summary>Revokes an invitation.</summary>
public sealed partial class RevokeInvitationDialog : TeamDialog
{
    [Parameter, EditorRequired]
    public required InvitationDetails Invitation { get; set; }

    protected override string What => "revoke the invitation";

    private async Task RevokeAsync()
    {
        if (await Act.RunAsync(What, transactionId => Team.RevokeInvitationAsync(Invitation.Id, transactionId)) is not null)
        {
            Feedback.Done("Revoked the invitation of", Invitation.Email);
            Close();
        }
    }
}
