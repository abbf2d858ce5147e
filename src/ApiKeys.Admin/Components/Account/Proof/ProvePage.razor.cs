using ApiKeys.Admin.Identity.Factors;
using ApiKeys.Admin.Identity.OpenId;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Components.Account.Proof;

/// <summary>Asks someone who is signed in to show again who they are, before they change how they sign in.</summary>
public sealed partial class ProvePage
{
    private EditContext _form = default!;
    private FieldMessages _messages = default!;
    private string? _problem;

    [Inject]
    internal RecentProof Proof { get; set; } = default!;

    [Inject]
    internal IOptions<OpenIdOptions> OpenId { get; set; } = default!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    internal HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "prove")]
    internal ProofInput? Input { get; set; }

    [SupplyParameterFromQuery(Name = "returnUrl")]
    internal string? ReturnUrl { get; set; }

    protected override void OnInitialized()
    {
        Input ??= new ProofInput();
        _form = new EditContext(Input);
        _messages = new FieldMessages(_form);
    }

    private async Task ProveAsync()
    {
        var typed = Input!.Typed;
        Input.Typed = "";
        _messages.AddIf(typed.Length == 0, () => Input.Typed, "Enter your password, or a code.");
        if (_messages.Any)
        {
            return;
        }

        switch (await Proof.GiveAsync(HttpContext.User, typed, HttpContext.RequestAborted))
        {
            case CodeResult.Fits:
                Navigation.NavigateTo(LocalUrl.OrHome(ReturnUrl));
                break;
            case CodeResult.TooManyTries tries:
                _problem = Wording.TooManyTries("to confirm", tries.Wait);
                break;
            default:
                _messages.Add(() => Input.Typed, "This is not your password, and not a code for now.");
                break;
        }
    }

    // A form that lacks a field has it set to null, whatever its type says.
    internal sealed class ProofInput
    {
        public string Typed { get; set => field = value ?? ""; } = "";
    }
}
