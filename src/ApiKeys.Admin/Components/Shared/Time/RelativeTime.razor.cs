using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Shared.Time;

/// <summary>
/// "3 min ago", kept true while it is on screen; the exact time shows on hover and keyboard focus.
/// </summary>
public sealed partial class RelativeTime : ComponentBase, IDisposable
{
    private string _text = "";
    private IDisposable? _subscription;

    [Parameter, EditorRequired]
    public DateTimeOffset? Value { get; set; }

    /// <summary>What stands there when there is no time.</summary>
    [Parameter]
    public string Empty { get; set; } = "Never";

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required Ticker Ticker { get; init; }

    public void Dispose() => _subscription?.Dispose();

    protected override void OnParametersSet() => _text = Words();

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _subscription = Ticker.Subscribe(() => _ = InvokeAsync(Refresh));
        }
    }

    private void Refresh()
    {
        var text = Words();
        if (text != _text)
        {
            _text = text;
            StateHasChanged();
        }
    }

    private string Words() => Value is { } value ? RelativeTimeText.Of(value, Time.GetUtcNow()) : "";
}
