using System.Security.Claims;
using ApiKeys.Admin.Components.Account.Passkeys;
using ApiKeys.Admin.Components.Account.Sessions;
using ApiKeys.Admin.Components.Shared.Time;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Factors;
using ApiKeys.Admin.Identity.Passwords;
using ApiKeys.Admin.Identity.Passkeys;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Team;
using ApiKeys.Admin.Text;
using ApiKeys.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Components.Account.Pages;

public sealed partial class AccountPage
{
    internal const string AuthenticatorTurnedOff = "authenticator-off";

    internal const string PasskeyAdded = "passkey-added";
    internal const string PasskeyRemoved = "passkey-removed";
    internal const string SessionEnded = "session-ended";
    internal const string OtherSessionsEnded = "other-sessions-ended";

    private const string NameChanged = "name";
    private const string PasswordChanged = "password";

    private AdminUser? _user;
    private SecondFactorState? _factors;
    private IReadOnlyList<PasskeyRow> _passkeys = [];
    private IReadOnlyList<SessionRow> _sessions = [];
    private EditContext _nameForm = default!;
    private EditContext _passwordForm = default!;
    private string? _done;
    private string? _problem;

    [Inject]
    internal UserManager<AdminUser> Users { get; set; } = default!;

    [Inject]
    internal TeamService Team { get; set; } = default!;

    [Inject]
    internal PasswordRules Passwords { get; set; } = default!;

    [Inject]
    internal SecondFactors Factors { get; set; } = default!;

    [Inject]
    internal OwnPasskeys Passkeys { get; set; } = default!;

    [Inject]
    internal UserSessions Sessions { get; set; } = default!;

    [Inject]
    internal IOptions<AccountOptions> Options { get; set; } = default!;

    [Inject]
    internal PasswordChange PasswordChange { get; set; } = default!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    internal HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "name")]
    internal NameForm? NameInput { get; set; }

    [SupplyParameterFromForm(FormName = "password")]
    internal PasswordForm? PasswordInput { get; set; }

    private string Limits =>
        $"A session ends after {RelativeTimeText.Duration(Options.Value.SessionLength)} without use, and after {RelativeTimeText.Duration(Options.Value.SessionMaximum)} at the latest. "
        + "Bearer tokens and API sessions end after a day.";

    protected override async Task OnInitializedAsync()
    {
        _user = await Users.GetUserAsync(HttpContext.User);
        _done = DoneNotice.Take(HttpContext) switch
        {
            NameChanged => "Name changed.",
            AuthenticatorTurnedOff => "The authenticator app is turned off. Your other sessions have ended.",
            PasskeyAdded => "The passkey is added.",
            PasskeyRemoved => "The passkey is removed. Your other sessions have ended.",
            SessionEnded => "That session has ended.",
            OtherSessionsEnded => "Your other sessions have ended.",
            PasswordChanged => "Password changed. Your other sessions have ended.",
            _ => null,
        };
        _factors = _user is null ? null : await Factors.FindAsync(_user, HttpContext.RequestAborted);
        var passkeys = _user is null ? [] : await Passkeys.ListAsync(_user.Id, HttpContext.RequestAborted);
        _passkeys = [.. passkeys.Select(row => new PasskeyRow(row.Id, row.Name, row.CreatedAt, row.LastUsedAt))];
        _sessions = await ReadSessionsAsync();
        NameInput ??= new NameForm { Name = _user?.DisplayName ?? "" };
        PasswordInput ??= new PasswordForm();
        _nameForm = new EditContext(NameInput);
        _passwordForm = new EditContext(PasswordInput);
    }

    private async Task<IReadOnlyList<SessionRow>> ReadSessionsAsync()
    {
        var currentId = HttpContext.User.FindFirstValue(SessionClaims.Id);
        var sessions = _user is null ? [] : await Sessions.ListAsync(_user.Id, HttpContext.RequestAborted);
        return [.. sessions.Select(session => SessionRow.Of(session, currentId)).OrderByDescending(row => row.IsCurrent)];
    }

    private async Task ChangeNameAsync()
    {
        var messages = new FieldMessages(_nameForm);
        messages.AddIf(PersonRules.NameProblem(NameInput!.Name), () => NameInput.Name);
        if (messages.Any || _user is null)
        {
            return;
        }

        var call = new OperationCall(new Actor(_user.Id), TransactionId: null, HttpContext.RequestAborted);
        if (await Team.RenameAsync(_user.Id, NameInput.Name, call) is { Succeeded: false } refused)
        {
            _problem = refused.Errors[0].Message;
            return;
        }

        DoneNotice.Leave(HttpContext, NameChanged);
        Navigation.NavigateTo("/account");
    }

    private async Task ChangePasswordAsync()
    {
        var (current, replacement) = (PasswordInput!.CurrentPassword, PasswordInput.NewPassword);
        (PasswordInput.CurrentPassword, PasswordInput.NewPassword) = ("", "");

        var messages = new FieldMessages(_passwordForm);
        messages.AddIf(current.Length == 0, () => PasswordInput.CurrentPassword, "Enter your current password.");
        messages.AddIf(Passwords.Problem(replacement, _user?.Email, _user?.DisplayName), () => PasswordInput.NewPassword);
        if (messages.Any || _user is null)
        {
            return;
        }

        switch (await PasswordChange.ChangeAsync(_user, current, replacement, HttpContext))
        {
            case PasswordChangeResult.Changed:
                DoneNotice.Leave(HttpContext, PasswordChanged);
                Navigation.NavigateTo("/account");
                break;
            case PasswordChangeResult.WrongCurrent:
                messages.Add(() => PasswordInput.CurrentPassword, "This is not your current password.");
                break;
            case PasswordChangeResult.TooManyTries tries:
                _problem = Wording.TooManyTries("of the current password", tries.Wait);
                break;
            case PasswordChangeResult.ChangedMeanwhile:
                _problem = "Someone changed this account meanwhile. The password was not changed. Load the page again.";
                break;
            case PasswordChangeResult.Refused refused:
                messages.Add(() => PasswordInput.NewPassword, string.Join(' ', refused.Errors.Select(error => error.Description)));
                break;
        }
    }

    // A form that lacks a field has it set to null, whatever its type says.
    internal sealed class NameForm
    {
        public string Name { get; set => field = value ?? ""; } = "";
    }

    // A form that lacks a field has it set to null, whatever its type says.
    internal sealed class PasswordForm
    {
        public string CurrentPassword { get; set => field = value ?? ""; } = "";

        public string NewPassword { get; set => field = value ?? ""; } = "";
    }
}
