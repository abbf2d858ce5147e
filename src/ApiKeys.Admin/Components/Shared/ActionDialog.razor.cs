using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ApiKeys.Admin.Components.Shared;

/// <summary>
/// The frame of every dialog that does one thing: a title naming the act and its object, what will happen, verbs on the buttons.
/// </summary>
/// <remarks>
/// The act runs in <see cref="OnConfirm"/>, which closes the dialog itself (or sets <see cref="Problem"/> and leaves it open). While it runs the
/// dialog stays, Esc does nothing and further clicks are ignored: a double click is one act.
/// </remarks>
public sealed partial class ActionDialog : ComponentBase, IDisposable
{
    private readonly string _titleId = $"dialog-title-{Guid.NewGuid():N}";
    private readonly string _formId = $"dialog-form-{Guid.NewGuid():N}";
    private ElementReference _safe;
    private bool _busy;
    private bool _confirming;
    private bool _disposed;

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

    public void Dispose() => _disposed = true;

    protected override Task OnParametersSetAsync() => AllowEscapeAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && Destructive && CancelText is not null)
        {
            await _safe.FocusAsync();
        }
    }

    private async Task ConfirmAsync()
    {
        if (_busy || ConfirmDisabled)
        {
            return;
        }

        _confirming = true;
        await WorkAsync(OnConfirm);
    }

    private async Task CancelAsync()
    {
        if (_busy)
        {
            return;
        }

        if (OnCancel.HasDelegate)
        {
            await WorkAsync(OnCancel);
        }
        else
        {
            Dialog.Cancel();
        }
    }

    private async Task WorkAsync(EventCallback act)
    {
        _busy = true;
        await AllowEscapeAsync();
        try
        {
            await act.InvokeAsync();
        }
        finally
        {
            _busy = _confirming = false;
            // The act may have put another step into the dialog, which has said itself whether Esc closes it.
            if (!_disposed)
            {
                await AllowEscapeAsync();
            }
        }
    }

    private Task AllowEscapeAsync()
    {
        var allowed = Dismissable && !_busy;
        return Dialog.Options is { BackdropClick: false } options && options.CloseOnEscapeKey == allowed
            ? Task.CompletedTask
            : Dialog.SetOptionsAsync(Dialog.Options with { CloseOnEscapeKey = allowed, BackdropClick = false, FullWidth = true });
    }
}
