using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ApiKeys.Admin.Components.Shared.Display;

/// <summary>
/// Copies a value and says how it ended: the clipboard may be blocked, and "Copied" must never be a guess.
/// </summary>
public sealed partial class CopyButton : ComponentBase, IDisposable
{
    private static readonly TimeSpan ShowCopied = TimeSpan.FromSeconds(4);

    private ElementReference _button;
    private State _state;
    private string? _copiedValue;
    private ITimer? _reset;

    private enum State
    {
        Idle,
        Copied,
        Failed,
    }

    [Parameter, EditorRequired]
    public required string Value { get; set; }

    [Parameter]
    public string Label { get; set; } = "Copy";

    /// <summary>What is copied, for those who hear the button: "token", "key id".</summary>
    [Parameter]
    public string What { get; set; } = "token";

    /// <summary>Shows the icon alone, for table rows.</summary>
    [Parameter]
    public bool Compact { get; set; }

    /// <summary>Colours it as the primary act.</summary>
    [Parameter]
    public bool Primary { get; set; }

    /// <summary>The id of the button element.</summary>
    [Parameter]
    public string? Id { get; set; }

    /// <summary>Raised after each try, whether it succeeded or not.</summary>
    [Parameter]
    public EventCallback OnTried { get; set; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    private string Announcement => _state switch
    {
        State.Copied => $"Copied {What}",
        State.Failed => "Couldn't reach the clipboard: select and copy it",
        _ => "",
    };

    public void Dispose() => _reset?.Dispose();

    protected override void OnParametersSet()
    {
        if (Value != _copiedValue)
        {
            _state = State.Idle;
        }
    }

    private async Task ReportAsync()
    {
        var copied = await AskAsync();
        _state = copied ? State.Copied : State.Failed;
        _copiedValue = Value;
        _reset?.Dispose();
        _reset = copied ? Time.CreateTimer(_ => _ = InvokeAsync(Forget), null, ShowCopied, Timeout.InfiniteTimeSpan) : null;
        await OnTried.InvokeAsync();
    }

    private async Task<bool> AskAsync()
    {
        try
        {
            return await Script.InvokeAsync<bool>("apiKeysClipboard.outcome", _button);
        }
        catch (JSException)
        {
            return false;
        }
    }

    private void Forget()
    {
        _state = State.Idle;
        StateHasChanged();
    }
}
