using ApiKeys.Admin.Components.Account.Pages;
using ApiKeys.Admin.Identity.Factors;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ApiKeys.Admin.Components.Account.Factors;

/// <summary>Asks for a code after the password.</summary>
public sealed partial class SecondStepPage
{
    private EditContext _form = default!;
    private FieldMessages _messages = default!;
    private string? _problem;
    private bool _hasPasskeys;

    [Inject]
    internal SecondFactors Factors { get; set; } = default!;

    [Inject]
    internal SecondStep SecondStep { get; set; } = default!;

    [Inject]
    internal AfterSignIn AfterSignIn { get; set; } = default!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    internal HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromForm]
    internal CodeInput? Input { get; set; }

    [SupplyParameterFromQuery(Name = "returnUrl")]
    internal string? ReturnUrl { get; set; }

    private string SignInHref => "/sign-in" + QueryString.Create("returnUrl", LocalUrl.OrHome(ReturnUrl));

    protected override async Task OnInitializedAsync()
    {
        Input ??= new CodeInput();
        _form = new EditContext(Input);
        _messages = new FieldMessages(_form);
        if (await SecondStep.FindAsync(HttpContext) is { } user)
        {
            _hasPasskeys = (await Factors.FindAsync(user, HttpContext.RequestAborted)).Passkeys > 0;
        }
        else if (HttpMethods.IsGet(HttpContext.Request.Method))
        {
            Navigation.NavigateTo(SignInHref);
        }
    }

    private async Task FinishAsync()
    {
        var code = Input!.Code.Trim();
        Input.Code = "";
        _messages.AddIf(code.Length == 0, () => Input.Code, "Enter a code.");
        if (_messages.Any)
        {
            return;
        }

        switch (await SecondStep.FinishAsync(code, Input.Trust, HttpContext))
        {
            case CodeResult.Fits { UserId: var userId }:
                Navigation.NavigateTo(await AfterSignIn.FindAsync(userId, ReturnUrl, HttpContext));
                break;
            case CodeResult.TooManyTries tries:
                _problem = Wording.TooManyTries("of codes", tries.Wait);
                break;
            case CodeResult.Wrong:
                _messages.Add(() => Input.Code, "This code is wrong or was used before. Enter the one that the app shows now.");
                break;
            default:
                Navigation.NavigateTo(SignInHref);
                break;
        }
    }

    // A form that lacks a field has it set to null, whatever its type says.
    internal sealed class CodeInput
    {
        public string Code { get; set => field = value ?? ""; } = "";

        public bool Trust { get; set; }
    }
}
