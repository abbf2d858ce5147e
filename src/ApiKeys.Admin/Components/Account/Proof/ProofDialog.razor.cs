using ApiKeys.Admin.Components.Account.Passkeys;
using ApiKeys.Admin.Components.Shared.Messages;
using ApiKeys.Admin.Identity.Factors;
using ApiKeys.Admin.Identity.OpenId;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Text;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using MudBlazor;

namespace ApiKeys.Admin.Components.Account.Proof;

/// <summary>Asks the person at an open page to show again who they are, over the dialog whose act needs it.</summary>
public sealed partial class ProofDialog
{
    private string? _typed;
    private string? _error;
    private Problem? _problem;
    private bool _isAsking;

    /// <summary>What it is for, as in "create keys".</summary>
    [Parameter, EditorRequired]
    public required string Act { get; set; }

    [CascadingParameter]
    internal IMudDialogInstance Dialog { get; set; } = null!;

    [Inject]
    internal RecentProof Proof { get; init; } = null!;

    [Inject]
    internal AuthenticationStateProvider Authentication { get; init; } = null!;

    [Inject]
    internal IOptions<OpenIdOptions> OpenId { get; init; } = null!;

    [Inject]
    internal IJSRuntime Js { get; init; } = null!;

    private async Task ConfirmAsync()
    {
        var typed = _typed ?? "";
        (_typed, _error, _problem) = ("", null, null);
        var person = (await Authentication.GetAuthenticationStateAsync()).User;
        if (typed.Length == 0)
        {
            // Signed in again by single sign-on, in another tab.
            if (OpenId.Value.IsOn && await Proof.HoldsAsync(person, CancellationToken.None))
            {
                Dialog.Close(DialogResult.Ok(true));
                return;
            }

            _error = "Enter your password, or a code.";
            return;
        }

        try
        {
            switch (await Proof.GiveAsync(person, typed, CancellationToken.None))
            {
                case CodeResult.Fits:
                    Dialog.Close(DialogResult.Ok(true));
                    break;
                case CodeResult.TooManyTries tries:
                    _error = Wording.TooManyTries("to confirm", tries.Wait);
                    break;
                default:
                    _error = "This is not your password, and not a code for now.";
                    break;
            }
        }
        catch (Exception problem) when (StoreFailure.Of(problem) is { } failure)
        {
            _problem = new Problem("Couldn't confirm", StoreMessages.Unchanged(failure.Kind));
        }
    }

    private async Task UsePasskeyAsync()
    {
        (_error, _problem, _isAsking) = (null, null, true);
        try
        {
            var answer = await Js.InvokeAsync<PasskeyAnswer>("apiKeysPasskeys.prove");
            if (answer.Location is not null)
            {
                Dialog.Close(DialogResult.Ok(true));
                return;
            }

            _problem = new Problem("Couldn't use a passkey", answer.Problem ?? "");
        }
        finally
        {
            _isAsking = false;
        }
    }
}
