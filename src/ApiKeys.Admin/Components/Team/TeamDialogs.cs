using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Team.Dialogs;
using ApiKeys.Admin.Team;
using MudBlazor;

namespace ApiKeys.Admin.Components.Team;

/// <summary>Opens the dialog of an act on the team. How it went the dialog has said itself.</summary>
internal sealed class TeamDialogs(IDialogService dialogs) : DialogOpener(dialogs)
{
    public Task InviteAsync() => ShowAsync<InviteDialog>([]);

    public Task RevokeAsync(InvitationDetails invitation) =>
        ShowAsync<RevokeInvitationDialog>(new() { [nameof(RevokeInvitationDialog.Invitation)] = invitation });

    public Task OpenAsync(PersonAct act, PersonRow row) => act switch
    {
        PersonAct.ChangeRole => ShowAsync<ChangeRoleDialog>(Of(row)),
        PersonAct.Deactivate => ShowAsync<DeactivateDialog>(Of(row)),
        PersonAct.Reactivate => ShowAsync<ReactivateDialog>(Of(row)),
        _ => ShowAsync<DeletePersonDialog>(Of(row)),
    };

    private static Dictionary<string, object?> Of(PersonRow row) =>
        new() { [nameof(PersonDialog.Person)] = row.Person, [nameof(PersonDialog.IsSelf)] = row.IsSelf };
}
