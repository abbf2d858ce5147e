using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.OpenId;
using ApiKeys.Admin.Team.Mails;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Components.Account.Pages;

/// <summary>Takes the address of a person who has forgotten their password. It answers alike whether anyone has the address: the work begins after the response.</summary>
public sealed partial class ForgotPasswordPage
{
    private EditContext _form = default!;
    private bool _isDone;

    [Inject]
    internal ForgottenPasswords Passwords { get; set; } = default!;

    [Inject]
    internal IOptions<OpenIdOptions> OpenId { get; set; } = default!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromForm]
    internal ForgotPasswordInput? Input { get; set; }

    private bool IsOff => !Passwords.IsOn || OpenId.Value.Only;

    protected override void OnInitialized()
    {
        Input ??= new ForgotPasswordInput();
        _form = new EditContext(Input);
        if (IsOff)
        {
            Navigation.NavigateTo("/sign-in");
        }
    }

    private void Ask()
    {
        var messages = new FieldMessages(_form);
        messages.AddIf(PersonRules.EmailProblem(Input!.Email), () => Input.Email);
        if (messages.Any || IsOff)
        {
            return;
        }

        Passwords.Request(Input.Email.Trim());
        _isDone = true;
    }

    // A form that lacks a field has it set to null, whatever its type says.
    internal sealed class ForgotPasswordInput
    {
        public string Email { get; set => field = value ?? ""; } = "";
    }
}
