using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ApiKeys.Admin.Components.Shared;

/// <summary>
/// A search field that waits for a pause in typing; Enter asks at once, Esc clears, "/" comes here from anywhere.
/// </summary>
public sealed partial class SearchBox : ComponentBase, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private ElementReference _input;
    private string _text = "";
    private string? _lastValue;
    private ITimer? _timer;

    [Parameter, EditorRequired]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    /// <summary>Names the field and stands in it while it is empty.</summary>
    [Parameter]
    public string Label { get; set; } = "Search keys";

    [Parameter]
    public int MaxLength { get; set; } = 200;

    [Inject]
    public required TimeProvider Time { get; init; }

    public void Dispose() => _timer?.Dispose();

    protected override void OnParametersSet()
    {
        // A render of the page while someone types must not take the letters back.
        if (Value != _lastValue)
        {
            _lastValue = Value;
            _text = Value ?? "";
        }
    }

    private void Restart()
    {
        _timer?.Dispose();
        _timer = Time.CreateTimer(_ => _ = InvokeAsync(RaiseAsync), null, Pause, Timeout.InfiniteTimeSpan);
    }

    private async Task OnKeyAsync(KeyboardEventArgs key)
    {
        if (key.Key == "Enter")
        {
            await RaiseAsync();
        }
        else if (key.Key == "Escape" && _text.Length > 0)
        {
            await ClearAsync();
        }
    }

    private async Task ClearAsync()
    {
        _text = "";
        await RaiseAsync();
        await _input.FocusAsync();
    }

    private async Task RaiseAsync()
    {
        _timer?.Dispose();
        if (_text != (_lastValue ?? ""))
        {
            _lastValue = _text;
            await ValueChanged.InvokeAsync(_text);
        }
    }
}
