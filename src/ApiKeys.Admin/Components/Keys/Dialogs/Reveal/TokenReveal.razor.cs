using ApiKeys.Admin.Components.Shared.Messages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;

namespace ApiKeys.Admin.Components.Keys.Dialogs.Reveal;

/// <summary>
/// Shows a secret key's token, once, until the user confirms that it is saved or discards the key. Copying is the primary act until it was tried;
/// only a deliberate press confirms. Neither Esc nor the backdrop closes it, and <see cref="RevealingDialog"/> keeps the user on the page. If the
/// connection drops, the key waits as Pending in the list.
/// </summary>
public sealed partial class TokenReveal : KeyDialog
{
    private ElementReference _field;
    private Problem? _leaving;
    private bool _over;
    private bool _mayClose;
    private bool _discarding;
    private bool _copyTried;

    [Parameter, EditorRequired]
    public required CreatedApiKey Created { get; set; }

    /// <summary>The key that it takes over from, in a roll.</summary>
    [Parameter]
    public ApiKeyDetails? Old { get; set; }

    /// <summary>How many tokens are shown after this one.</summary>
    [Parameter]
    public int Left { get; set; }

    /// <summary>Told the key once it works; <see langword="null"/> when it was discarded or too late.</summary>
    [Parameter]
    public EventCallback<ApiKeyDetails?> OnDone { get; set; }

    [Inject]
    internal NavigationManager Navigation { get; init; } = null!;

    [Inject]
    internal AuthenticationStateProvider Authentication { get; init; } = null!;

    /// <summary>Whether nothing is lost any more by leaving.</summary>
    internal bool MayLeave => _over || _mayClose;

    private bool IsRoll => Old is not null;

    protected override string What => _discarding ? "discard the key" : "confirm the key";

    private string? Token => Created.Token?.Reveal();

    private string Deadline => Created.Key.ConfirmBefore is { } before
        ? before > Now ? $" in {KeyMessages.Left(before, Now)}" : ": its time has run out"
        : "";

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || Created.Token is null)
        {
            return;
        }

        try
        {
            await _field.FocusAsync(preventScroll: true);
        }
        catch (JSException)
        {
            // Without the script the field is still there to be selected by hand; a failed circuit would take the token with it.
        }
    }

    private async Task ConfirmAsync()
    {
        _leaving = null;
        _discarding = false;
        var key = await RunAsync(Created.Key.Id, transactionId => Operations.ActivateAsync(Created.Key.Id, expectedVersion: null, transactionId));
        if (key is null)
        {
            // Nothing can bring the key back; what is left is to read why and close.
            _over = Act.WasRefused(ApiKeyErrorCode.ConfirmationTooLate) || Act.WasRefused(ApiKeyErrorCode.NotFound);
            return;
        }

        Feedback.Done(IsRoll ? "Rolled" : "Created", key.Title, new FeedbackLink("Show key", KeyMessages.Href(key.Id)));
        await FinishAsync(key);
    }

    private async Task DiscardAsync()
    {
        if (MayLeave)
        {
            await FinishAsync(null);
            return;
        }

        if (Act.IsWorking)
        {
            return;
        }

        _leaving = null;
        _discarding = true;
        var deleted = await RunAsync(Created.Key.Id, transactionId => Operations.DeleteAsync(Created.Key.Id, expectedVersion: null, transactionId));
        if (deleted is not null)
        {
            Feedback.Done("Discarded", Created.Key.Title);
            await FinishAsync(null);
        }
        else
        {
            // It is discarded by itself when its time runs out; no one is held here for that.
            _mayClose = true;
        }
    }

    /// <summary>Says why the page wasn't left.</summary>
    internal void ExplainStay()
    {
        _leaving = new Problem("The token is still here", "Confirm that you have saved it, or discard the key, before you leave.");
        StateHasChanged();
    }

    private void NoteCopy() => _copyTried = true;

    private async Task FinishAsync(ApiKeyDetails? key)
    {
        _over = true;
        await OnDone.InvokeAsync(key);
        var person = (await Authentication.GetAuthenticationStateAsync()).User;
        if (person.Identity?.IsAuthenticated is not true)
        {
            // The way to the sign-in page was refused while the token was shown, and nothing asks for it again.
            Navigation.Refresh(forceReload: true);
        }
    }
}
