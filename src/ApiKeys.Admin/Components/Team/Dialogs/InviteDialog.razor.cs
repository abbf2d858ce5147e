using ApiKeys.Admin.Components.Shared.Fields;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Team;
using ApiKeys.Admin.Team.Invite;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Team.Dialogs;

/// <summary>Invites a person, and shows the link once.</summary>
public sealed partial class InviteDialog : TeamDialog
{
    private const int DefaultDays = 3;

    private string? _email;
    private string _role = AdminRoles.Viewer;
    private int _days = DefaultDays;
    private CreatedInvitation? _created;
    private string? _link;
    private bool _copyTried;
    private MailState _mail;
    private string? _mailProblem;

    [Inject]
    internal NavigationManager Navigation { get; init; } = null!;

    protected override string What => "invite this person";

    protected override string[] Fields => ["email", "role", "expires"];

    private static IReadOnlyList<ChoiceOption<int>> Lifetimes { get; } = [new(1, "1 day"), new(DefaultDays, "3 days"), new(7, "7 days"), new(30, "30 days")];

    private string Article => _created!.Invitation.Role == AdminRoles.Owner ? "an" : "a";

    private async Task InviteAsync()
    {
        var request = new InviteRequest(_email ?? "", _role, TimeSpan.FromDays(_days));
        _created = await Act.RunAsync(What, transactionId => Team.InviteAsync(request, transactionId));

        _link = _created?.Secret is { } secret ? OneTimeLink.Href(Navigation.BaseUri, OneTimeLink.Invitation, secret) : null;
        if (_link is not null && Team.MailsInvitations)
        {
            await MailAsync();
        }
    }

    // Not when the invitation is made: the secret is stored nowhere, so only this dialog can send it once more.
    private async Task MailAsync()
    {
        _mail = MailState.Sending;
        StateHasChanged();
        _mailProblem = await Team.MailInvitationAsync(_created!, _created!.Secret!);
        _mail = _mailProblem is null ? MailState.Sent : MailState.Failed;
        StateHasChanged();
    }

    private enum MailState
    {
        Off,
        Sending,
        Sent,
        Failed,
    }
}
