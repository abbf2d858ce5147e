using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Passwords;
using ApiKeys.Admin.Identity.Setup;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Log = ApiKeys.Admin.Identity.Setup.Log;

namespace ApiKeys.Admin.Components.Account.Pages;

public sealed partial class SetupPage
{
    private EditContext _form = default!;
    private FieldMessages _messages = default!;

    [Inject]
    internal SetupCode Code { get; set; } = default!;

    [Inject]
    internal FirstOwner FirstOwner { get; set; } = default!;

    [Inject]
    internal PasswordRules Passwords { get; set; } = default!;

    [Inject]
    internal PasswordSignIn SignIn { get; set; } = default!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = default!;

    [Inject]
    internal ILogger<SetupPage> Logger { get; set; } = default!;

    [CascadingParameter]
    internal HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromForm]
    internal SetupInput? Input { get; set; }

    protected override void OnInitialized()
    {
        Input ??= new SetupInput();
        _form = new EditContext(Input);
        _messages = new FieldMessages(_form);
    }

    private async Task CreateOwnerAsync()
    {
        var input = Input!;
        var password = input.Password;
        input.Password = "";

        Check(input, password);
        if (_messages.Any)
        {
            return;
        }

        switch (await FirstOwner.CreateAsync(input.Email, input.Name, password, HttpContext.RequestAborted))
        {
            case FirstOwnerResult.Created created:
                await SignInOrAskAsync(created.Owner);
                break;
            case FirstOwnerResult.AlreadyThere:
                Navigation.NavigateTo("/sign-in");
                break;
            case FirstOwnerResult.Refused refused:
                Explain(input, refused);
                break;
        }
    }

    // The owner is there, so a store that goes away now must not say that nothing was changed.
    private async Task SignInOrAskAsync(AdminUser owner) =>
        Navigation.NavigateTo(await AfterCommit.TryAsync(() => SignIn.SignInAsync(owner, HttpContext), Logger) ? "/" : "/sign-in");

    private void Check(SetupInput input, string password)
    {
        if (!Code.Matches(input.Code))
        {
            Log.WrongCodeRefused(Logger);
            _messages.Add(() => input.Code, "That is not the code on the console. Each start of ApiKeys prints a new one.");
        }

        _messages.AddIf(PersonRules.NameProblem(input.Name), () => input.Name);
        _messages.AddIf(PersonRules.EmailProblem(input.Email), () => input.Email);
        _messages.AddIf(Passwords.Problem(password, input.Email, input.Name), () => input.Password);
    }

    private void Explain(SetupInput input, FirstOwnerResult.Refused refused)
    {
        foreach (var error in refused.Errors)
        {
            var isPassword = error.Code == AdminPasswordValidator.ErrorCode;
            _messages.Add(isPassword ? () => input.Password : () => input.Email, error.Description);
        }
    }

    // A form that lacks a field has it set to null, whatever its type says.
    internal sealed class SetupInput
    {
        public string Code { get; set => field = value ?? ""; } = "";

        public string Name { get; set => field = value ?? ""; } = "";

        public string Email { get; set => field = value ?? ""; } = "";

        public string Password { get; set => field = value ?? ""; } = "";
    }
}
