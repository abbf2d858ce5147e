using ApiKeys.Admin.Identity.Members;
using ApiKeys.Admin.Identity.Passwords;
using ApiKeys.Admin.Team;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ApiKeys.Admin.Components.Account.Pages;

/// <summary>Sets a new password for the person who has the link, as <see cref="InvitationPage"/> takes its link. It signs no one in: the second factor is asked for there.</summary>
public sealed partial class ResetPasswordPage
{
    private EditContext _linkForm = default!;
    private EditContext? _passwordForm;
    private PasswordLinkDetails? _link;
    private string? _problem;
    private bool _isDone;

    [Inject]
    internal TeamReader Reader { get; set; } = default!;

    [Inject]
    internal TeamService Team { get; set; } = default!;

    [Inject]
    internal PasswordRules Passwords { get; set; } = default!;

    [CascadingParameter]
    internal HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "link")]
    internal LinkForm? LinkInput { get; set; }

    [SupplyParameterFromForm(FormName = "password")]
    internal PasswordForm? PasswordInput { get; set; }

    protected override async Task OnInitializedAsync()
    {
        LinkInput ??= new LinkForm();
        _linkForm = new EditContext(LinkInput);
        if (PasswordInput is not null)
        {
            _passwordForm = new EditContext(PasswordInput);
            _link = await FindAsync(PasswordInput.Link);
        }
    }

    private async Task OpenAsync()
    {
        _link = await FindAsync(LinkInput!.Link);
        if (_link is null)
        {
            new FieldMessages(_linkForm).Add(() => LinkInput.Link, TeamErrors.DeadLink().Message);
            return;
        }

        PasswordInput = new PasswordForm { Link = LinkInput.Link };
        _passwordForm = new EditContext(PasswordInput);
    }

    private async Task SetAsync()
    {
        var password = PasswordInput!.Password;
        PasswordInput.Password = "";
        if (_link is null)
        {
            _problem = TeamErrors.DeadLink().Message;
            return;
        }

        var messages = new FieldMessages(_passwordForm!);
        messages.AddIf(Passwords.Problem(password, _link.Email, _link.DisplayName), () => PasswordInput.Password);
        if (messages.Any)
        {
            return;
        }

        var reset = await Team.ResetPasswordAsync(_link, password, HttpContext.RequestAborted);
        _isDone = reset.Succeeded;
        _problem = reset.Succeeded ? null : reset.Errors[0].Message;
    }

    private async Task<PasswordLinkDetails?> FindAsync(string link) =>
        LinkSecret.TryParse(link) is { } secret ? await Reader.PasswordLinkAsync(secret, HttpContext.RequestAborted) : null;

    // A form that lacks a field has it set to null, whatever its type says.
    internal sealed class LinkForm
    {
        public string Link { get; set => field = value ?? ""; } = "";
    }

    // A form that lacks a field has it set to null, whatever its type says.
    internal sealed class PasswordForm
    {
        public string Link { get; set => field = value ?? ""; } = "";

        public string Password { get; set => field = value ?? ""; } = "";
    }
}
