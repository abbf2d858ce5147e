using ApiKeys.Admin.Components.Shared.Fields;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ApiKeys.Admin.Components.Shared.Filters;

/// <summary>
/// A search field that waits for a pause in typing; Enter asks at once, Esc clears, "/" comes here from anywhere.
/// </summary>
public sealed partial class SearchBox : ComponentBase, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly string _errorId = $"search-error-{Guid.NewGuid():N}";
    private ElementReference _input;
    // Asked for and not yet come back as the value, oldest first: over a slow line several are on their way.
    private readonly List<string> _awaited = [];
    private string _text = "";
    private string _asked = "";
    private string? _received;
    private ITimer? _timer;

    [Parameter, EditorRequired]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    /// <summary>Names the field and stands in it while it is empty.</summary>
    [Parameter]
    public string Label { get; set; } = "Search keys";

    /// <summary>The longest text that is searched for, in UTF-16 code units. A longer one is refused at the field.</summary>
    [Parameter]
    public int MaxLength { get; set; } = 200;

    /// <summary>What takes the place of a text before it is asked for, in the field too; for what must not be passed on as typed.</summary>
    [Parameter]
    public Func<string, string>? Redact { get; set; }

    [Inject]
    public required TimeProvider Time { get; init; }

    private string? Problem => TypedText.SearchProblem(_text.Trim(), MaxLength);

    public void Dispose() => _timer?.Dispose();

    protected override void OnParametersSet()
    {
        if (Value == _received)
        {
            return;
        }

        _received = Value;
        var value = Value ?? "";
        if (_awaited.LastIndexOf(value) is >= 0 and var answered)
        {
            // An answer to what was asked, trimmed and maybe late: it must not take back letters or blanks typed since.
            _awaited.RemoveRange(0, answered + 1);
            return;
        }

        // Someone else's: Back, a link, "Clear filters". Nothing typed before it counts any more.
        _timer?.Dispose();
        _awaited.Clear();
        _text = _asked = value;
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
        _text = Redact?.Invoke(_text) ?? _text;
        StateHasChanged();
        var text = _text.Trim();
        if (text != _asked && Problem is null)
        {
            _asked = text;
            _awaited.Add(text);
            await ValueChanged.InvokeAsync(text);
        }
    }
}
