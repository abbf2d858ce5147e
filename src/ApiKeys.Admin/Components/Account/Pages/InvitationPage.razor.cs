using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Members;
using ApiKeys.Admin.Identity.Passwords;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Team;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Components.Account.Pages;

/// <summary>
/// Makes a user for the person who has the link of an invitation. The secret is behind the <c>#</c> of the address, which a browser sends to no one; the page's script
/// posts it. A link that doesn't work gets one answer, whatever the reason.
/// </summary>
public sealed partial class InvitationPage
{
    private EditContext _linkForm = default!;
    private EditContext? _joinForm;
    private InvitationDetails? _invitation;
    private string? _problem;

    [Inject]
    internal TeamReader Reader { get; set; } = default!;

    [Inject]
    internal TeamService Team { get; set; } = default!;

    [Inject]
    internal PasswordRules Passwords { get; set; } = default!;

    [Inject]
    internal PasswordSignIn SignIn { get; set; } = default!;

    [Inject]
    internal UserManager<AdminUser> Users { get; set; } = default!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = default!;

    [Inject]
    internal ILogger<InvitationPage> Logger { get; set; } = default!;

    [CascadingParameter]
    internal HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "link")]
    internal LinkForm? LinkInput { get; set; }

    [SupplyParameterFromForm(FormName = "join")]
    internal JoinForm? JoinInput { get; set; }

    protected override async Task OnInitializedAsync()
    {
        LinkInput ??= new LinkForm();
        _linkForm = new EditContext(LinkInput);
        if (JoinInput is not null)
        {
            _joinForm = new EditContext(JoinInput);
            _invitation = await FindAsync(JoinInput.Link);
        }
    }

    private async Task OpenAsync()
    {
        _invitation = await FindAsync(LinkInput!.Link);
        if (_invitation is null)
        {
            new FieldMessages(_linkForm).Add(() => LinkInput.Link, TeamErrors.DeadLink().Message);
            return;
        }

        JoinInput = new JoinForm { Link = LinkInput.Link };
        _joinForm = new EditContext(JoinInput);
    }

    private async Task JoinAsync()
    {
        var input = JoinInput!;
        var password = input.Password;
        input.Password = "";
        if (_invitation is null || LinkSecret.TryParse(input.Link) is not { } secret)
        {
            _problem = TeamErrors.DeadLink().Message;
            return;
        }

        var messages = new FieldMessages(_joinForm!);
        messages.AddIf(PersonRules.NameProblem(input.Name), () => input.Name);
        messages.AddIf(Passwords.Problem(password, _invitation.Email, input.Name), () => input.Password);
        if (messages.Any)
        {
            return;
        }

        var joined = await Team.AcceptAsync(secret, input.Name, password, HttpContext.RequestAborted);
        if (joined.Succeeded)
        {
            // The person is there, so a store that goes away now must not say that nothing was changed.
            Navigation.NavigateTo(await AfterCommit.TryAsync(() => SignInAsync(joined.Value.Id), Logger) ? "/" : "/sign-in");
            return;
        }

        _problem = joined.Errors[0].Message;
    }

    private async Task SignInAsync(string userId)
    {
        if (await Users.FindByIdAsync(userId) is { } user)
        {
            await SignIn.SignInAsync(user, HttpContext);
        }
    }

    private async Task<InvitationDetails?> FindAsync(string link) =>
        LinkSecret.TryParse(link) is { } secret ? await Reader.InvitationAsync(secret, HttpContext.RequestAborted) : null;

    // A form that lacks a field has it set to null, whatever its type says.
    internal sealed class LinkForm
    {
        public string Link { get; set => field = value ?? ""; } = "";
    }

    // A form that lacks a field has it set to null, whatever its type says.
    internal sealed class JoinForm
    {
        public string Link { get; set => field = value ?? ""; } = "";

        public string Name { get; set => field = value ?? ""; } = "";

        public string Password { get; set => field = value ?? ""; } = "";
    }
}
