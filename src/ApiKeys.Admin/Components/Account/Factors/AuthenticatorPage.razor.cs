using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Factors;
using ApiKeys.Admin.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Components.Account.Factors;

/// <summary>Sets the authenticator app up, or offers to turn it off.</summary>
public sealed partial class AuthenticatorPage
{
    private AdminUser? _user;
    private SecondFactorState? _state;
    private AuthenticatorOffer? _offer;
    private EditContext? _form;
    private FieldMessages _messages = default!;
    private IReadOnlyList<string>? _codes;
    private string? _problem;

    [Inject]
    internal UserManager<AdminUser> Users { get; set; } = default!;

    [Inject]
    internal SecondFactors Factors { get; set; } = default!;

    [Inject]
    internal AuthenticatorSetup Setup { get; set; } = default!;

    [CascadingParameter]
    internal HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "authenticator")]
    internal SetupInput? Input { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Input ??= new SetupInput();
        _user = await Users.GetUserAsync(HttpContext.User);
        if (_user is null)
        {
            return;
        }

        _state = await Factors.FindAsync(_user, HttpContext.RequestAborted);
        _offer = Setup.ReadOffer(Input.Offer, _user, HttpContext);
        if (_offer is null && Input.Offer.Length > 0)
        {
            _problem = "This page was open for too long. Nothing was changed. Scan the new picture.";
        }

        _offer ??= Setup.Offer(_user, HttpContext);
        _form = new EditContext(Input);
        _messages = new FieldMessages(_form);
    }

    private async Task ConfirmAsync()
    {
        var code = Input!.Code;
        Input.Code = "";
        if (_user is null || _offer is null || _state is null or { HasAuthenticator: true } || _problem is not null)
        {
            return;
        }

        _messages.AddIf(string.IsNullOrWhiteSpace(code), () => Input.Code, "Enter the code that the app shows.");
        if (_messages.Any)
        {
            return;
        }

        switch (await Setup.ConfirmAsync(_offer, code, _user, HttpContext))
        {
            case AuthenticatorSetupResult.Done done:
                _codes = done.RecoveryCodes;
                break;
            case AuthenticatorSetupResult.TooManyTries tries:
                _problem = Wording.TooManyTries("of codes", tries.Wait);
                break;
            case AuthenticatorSetupResult.Wrong:
                _messages.Add(() => Input.Code, "This is not the code for now. Enter the one that the app shows, and check the clock of the phone.");
                break;
            default:
                _problem = "Someone changed this account meanwhile. The authenticator app was not set up. Load the page again.";
                break;
        }
    }

    // A form that lacks a field has it set to null, whatever its type says.
    internal sealed class SetupInput
    {
        public string Offer { get; set => field = value ?? ""; } = "";

        public string Code { get; set => field = value ?? ""; } = "";
    }
}
