using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ApiKeys.Admin.Components.Account.Pages;

public sealed partial class AccountPage
{
    private AdminUser? _user;
    private EditContext _nameForm = default!;
    private EditContext _passwordForm = default!;
    private string? _problem;

    [Inject]
    internal AdminSignInManager Sessions { get; set; } = default!;

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

    [SupplyParameterFromQuery(Name = "changed")]
    internal string? Changed { get; set; }

    // The address keeps the word when a form is sent from here, so only a page that was loaded may say it.
    private string? Done => HttpMethods.IsGet(HttpContext.Request.Method)
        ? Changed switch
        {
            "name" => "Name changed.",
            "password" => "Password changed. Your other sessions end within a minute.",
            _ => null,
        }
        : null;

    protected override async Task OnInitializedAsync()
    {
        _user = await Sessions.UserManager.GetUserAsync(HttpContext.User);
        NameInput ??= new NameForm { Name = _user?.DisplayName ?? "" };
        PasswordInput ??= new PasswordForm();
        _nameForm = new EditContext(NameInput);
        _passwordForm = new EditContext(PasswordInput);
    }

    private async Task ChangeNameAsync()
    {
        var messages = new FieldMessages(_nameForm);
        messages.AddIf(PersonRules.NameProblem(NameInput!.Name), () => NameInput.Name);
        if (messages.Any || _user is null)
        {
            return;
        }

        _user.DisplayName = NameInput.Name.Trim();
        var result = await Sessions.UserManager.UpdateAsync(_user);
        if (!result.Succeeded)
        {
            _problem = "Someone changed this account meanwhile. Nothing was changed. Load the page again.";
            return;
        }

        await Sessions.RefreshSignInAsync(_user);
        Navigation.NavigateTo("/account?changed=name");
    }

    private async Task ChangePasswordAsync()
    {
        var (current, replacement) = (PasswordInput!.CurrentPassword, PasswordInput.NewPassword);
        (PasswordInput.CurrentPassword, PasswordInput.NewPassword) = ("", "");

        var messages = new FieldMessages(_passwordForm);
        messages.AddIf(current.Length == 0, () => PasswordInput.CurrentPassword, "Enter your current password.");
        messages.AddIf(PasswordRules.Problem(replacement, _user?.Email), () => PasswordInput.NewPassword);
        if (messages.Any || _user is null)
        {
            return;
        }

        switch (await PasswordChange.ChangeAsync(_user, current, replacement, HttpContext.RequestAborted))
        {
            case PasswordChangeResult.Changed:
                Navigation.NavigateTo("/account?changed=password");
                break;
            case PasswordChangeResult.WrongCurrent:
                messages.Add(() => PasswordInput.CurrentPassword, "This is not your current password.");
                break;
            case PasswordChangeResult.TooManyTries tries:
                _problem = Wording.TooManyTries("of the current password", tries.Wait);
                break;
            case PasswordChangeResult.Refused refused:
                messages.Add(() => PasswordInput.NewPassword, string.Join(' ', refused.Errors.Select(error => error.Description)));
                break;
        }
    }

    internal sealed class NameForm
    {
        public string Name { get; set; } = "";
    }

    internal sealed class PasswordForm
    {
        public string CurrentPassword { get; set; } = "";

        public string NewPassword { get; set; } = "";
    }
}
