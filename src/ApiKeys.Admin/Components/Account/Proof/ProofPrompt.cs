using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Operations;
using MudBlazor;

namespace ApiKeys.Admin.Components.Account.Proof;

/// <summary>Asks in a dialog, over whatever is open.</summary>
internal sealed class ProofPrompt(IDialogService dialogs) : DialogOpener(dialogs), IProofPrompt
{
    public async Task<bool> AskAsync(string act) =>
        await ShowAsync<ProofDialog>(new Dictionary<string, object?> { [nameof(ProofDialog.Act)] = act }) is true;
}
