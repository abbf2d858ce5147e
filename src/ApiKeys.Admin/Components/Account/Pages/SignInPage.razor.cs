using ApiKeys.Admin.Components.Account.OpenId;
using ApiKeys.Admin.Identity.OpenId;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Team.Mails;
using ApiKeys.Admin.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Components.Account.Pages;

public sealed partial class SignInPage
{
    private EditContext _form = default!;
    private FieldMessages _messages = default!;
    private string? _problem;

    [Inject]
    internal PasswordSignIn SignIn { get; set; } = default!;

    [Inject]
    internal AfterSignIn AfterSignIn { get; set; } = default!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    internal HttpContext HttpContext { get; set; } = default!;

    [Inject]
    internal IOptions<OpenIdOptions> OpenId { get; set; } = default!;

    [Inject]
    internal ForgottenPasswords ForgottenPasswords { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "refused")]
    internal string? Refused { get; set; }

    private string OpenIdHref => "/sign-in/openid" + QueryString.Create("returnUrl", LocalUrl.OrHome(ReturnUrl));

    [SupplyParameterFromForm]
    internal SignInInput? Input { get; set; }

    [SupplyParameterFromQuery(Name = "returnUrl")]
    internal string? ReturnUrl { get; set; }

    protected override void OnInitialized()
    {
        Input ??= new SignInInput();
        _form = new EditContext(Input);
        _messages = new FieldMessages(_form);
        _problem = HttpMethods.IsGet(HttpContext.Request.Method) ? OpenIdMessages.Of(Refused) : null;

        if (HttpMethods.IsGet(HttpContext.Request.Method) && ReturnUrl is { } returnUrl && PastedTokens.RedactAddress(returnUrl) is var safe && safe != returnUrl)
        {
            Navigation.NavigateTo($"/sign-in?returnUrl={Uri.EscapeDataString(safe)}");
            return;
        }

        if (HttpMethods.IsGet(HttpContext.Request.Method) && HttpContext.User.Identity?.IsAuthenticated == true)
        {
            Navigation.NavigateTo(LocalUrl.OrHome(ReturnUrl));
        }
    }

    private async Task SignInAsync()
    {
        var (email, password) = (Input!.Email.Trim(), Input.Password);
        Input.Password = "";

        _messages.AddIf(email.Length == 0, () => Input.Email, "Enter your e-mail address.");
        _messages.AddIf(password.Length == 0, () => Input.Password, "Enter your password.");
        if (_messages.Any)
        {
            return;
        }

        var result = await SignIn.SignInAsync(email, password, HttpContext);
        if (result is PasswordSignInResult.SignedIn { User: var user })
        {
            Navigation.NavigateTo(await AfterSignIn.FindAsync(user.Id, ReturnUrl, HttpContext));
            return;
        }

        if (result is PasswordSignInResult.SecondFactorNeeded)
        {
            Navigation.NavigateTo("/sign-in/second-step" + QueryString.Create("returnUrl", LocalUrl.OrHome(ReturnUrl)));
            return;
        }

        _problem = Explain(result);
    }

    private static string Explain(PasswordSignInResult result) => result switch
    {
        PasswordSignInResult.TooManyTries tries => Wording.TooManyTries("for this e-mail address", tries.Wait),
        PasswordSignInResult.Off => "Passwords are not taken here. Use single sign-on.",
        PasswordSignInResult.Deactivated => "This account is deactivated. An owner can reactivate it.",
        _ => "Wrong e-mail address or password.",
    };

    // A form that lacks a field has it set to null, whatever its type says.
    internal sealed class SignInInput
    {
        public string Email { get; set => field = value ?? ""; } = "";

        public string Password { get; set => field = value ?? ""; } = "";
    }
}
