using ApiKeys.Admin.Components.Shared.Messages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace ApiKeys.Admin.Components.Shared.Dialogs;

/// <summary>
/// The frame of every dialog that does one thing: a title naming the act and its object, what will happen, verbs on the buttons.
/// </summary>
/// <remarks>
/// The act runs in <see cref="OnConfirm"/>, which closes the dialog itself (or sets <see cref="Problem"/> and leaves it open). While it runs the
/// dialog stays, Esc does nothing and further clicks are ignored: a double click is one act. Esc, Back and links don't close it over unsaved text:
/// the dialog asks first.
/// </remarks>
public sealed partial class ActionDialog : ComponentBase
{
    private readonly string _titleId = $"dialog-title-{Guid.NewGuid():N}";
    private readonly string _formId = $"dialog-form-{Guid.NewGuid():N}";
    private readonly HashSet<object> _typedFields = [];
    private ElementReference _keep;
    private bool _busy;

    // What came of the act isn't on the screen yet, so a press that comes now was meant for the act itself. A server whose page acknowledges nothing stops drawing,
    // and this dialog then stands although its act is over.
    private bool _isUnseen;
    private bool _confirming;
    private bool _asks;
    private bool _askedNow;
    private (string Title, string? Subject)? _shownTitle;

    /// <summary>The act: "Revoke".</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>The object's title; shown in quotation marks after <see cref="Title"/>.</summary>
    [Parameter]
    public string? Subject { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>A verb: "Revoke key".</summary>
    [Parameter, EditorRequired]
    public required string ConfirmText { get; set; }

    /// <summary>What the button says while it works: "Revoking".</summary>
    [Parameter]
    public string? BusyText { get; set; }

    /// <summary>The safe way out: "Keep key". No button when null.</summary>
    [Parameter]
    public string? CancelText { get; set; } = "Cancel";

    /// <summary>Colours the confirm button as danger and puts the focus on the safe one.</summary>
    [Parameter]
    public bool Destructive { get; set; }

    [Parameter]
    public bool ConfirmDisabled { get; set; }

    /// <summary>
    /// Only a press on the confirm button itself confirms: not Enter in a field, not a key that is held down, not the second click of a double click.
    /// </summary>
    [Parameter]
    public bool Deliberate { get; set; }

    /// <summary>Colours the confirm button as the primary act; <see langword="false"/> while something else comes first.</summary>
    [Parameter]
    public bool ConfirmIsPrimary { get; set; } = true;

    /// <summary>
    /// The browser asks before the tab is closed or reloaded: from the confirm press on, or, in a <see cref="Deliberate"/> dialog, while it is open.
    /// </summary>
    [Parameter]
    public bool HoldsPage { get; set; }

    /// <summary>Whether Esc closes; the backdrop never does.</summary>
    [Parameter]
    public bool Dismissable { get; set; } = true;

    /// <summary>A failure that belongs to no field; stands on top of the buttons.</summary>
    [Parameter]
    public Problem? Problem { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnConfirm { get; set; }

    /// <summary>Runs instead of closing when the safe button is pressed.</summary>
    [Parameter]
    public EventCallback OnCancel { get; set; }

    [Parameter]
    public string? Class { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    private bool IsTyped => _typedFields.Count > 0;

    private EventCallback<MouseEventArgs> DeliberateClick => Deliberate ? EventCallback.Factory.Create<MouseEventArgs>(this, ConfirmAsync) : default;

    /// <summary>Called by a field inside when its text changes.</summary>
    /// <param name="field">The field.</param>
    /// <param name="isTyped">Whether its text differs from the one it came with.</param>
    internal void Note(object field, bool isTyped) => _ = isTyped ? _typedFields.Add(field) : _typedFields.Remove(field);

    protected override void OnParametersSet()
    {
        // The title is the container's, which doesn't see when it changes.
        if (_shownTitle is not null && _shownTitle != (Title, Subject))
        {
            Dialog.StateHasChanged();
        }

        _shownTitle = (Title, Subject);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        _isUnseen = _busy;
        if (_askedNow)
        {
            _askedNow = false;
            await _keep.FocusAsync();
        }
    }

    private async Task ConfirmAsync()
    {
        if (_busy || _isUnseen || ConfirmDisabled)
        {
            return;
        }

        _asks = false;
        _confirming = true;
        await WorkAsync(OnConfirm);
    }

    private async Task CancelAsync()
    {
        if (_busy || _isUnseen)
        {
            return;
        }

        if (OnCancel.HasDelegate)
        {
            await WorkAsync(OnCancel);
        }
        else
        {
            Discard();
        }
    }

    private async Task WorkAsync(EventCallback act)
    {
        _busy = _isUnseen = true;
        try
        {
            await act.InvokeAsync();
        }
        finally
        {
            _busy = _confirming = false;
        }
    }

    private void Escape()
    {
        if (_busy || !Dismissable)
        {
            return;
        }

        if (_asks)
        {
            _asks = false;
        }
        else if (IsTyped)
        {
            Ask();
        }
        else
        {
            Dialog.Cancel();
        }
    }

    // While the act runs, what was typed is being saved, and its end may itself lead to another page.
    private void AskBeforeNavigation(LocationChangingContext context)
    {
        if (IsTyped && !_busy)
        {
            context.PreventNavigation();
            Ask();
        }
    }

    private void Ask() => _asks = _askedNow = true;

    private void Discard()
    {
        _typedFields.Clear();
        Dialog.Cancel();
    }
}
