using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Loading;
using ApiKeys.Admin.Components.Shared.Fields;
using ApiKeys.Admin.Components.Shared.Messages;
using ApiKeys.Admin.Text;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Palette;

/// <summary>Finds keys, sales channels, people, pages and actions from anywhere, by Ctrl+K or ⌘K.</summary>
public sealed partial class CommandPalette : ComponentBase, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);

    private Loadable<IReadOnlyList<PaletteGroup>>? _found;
    private ITimer? _timer;
    private string _text = "";
    private string? _answered;

    [Inject]
    internal PaletteSearch Search { get; init; } = null!;

    [Inject]
    internal KeyDialogs Dialogs { get; init; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; init; } = null!;

    [Inject]
    internal TimeProvider Time { get; init; } = null!;

    [Inject]
    internal ILogger<CommandPalette> Logger { get; init; } = null!;

    private IReadOnlyList<PaletteGroup> Groups => _found?.Value ?? [];

    private string? TooLong => TypedText.SearchProblem(_text.Trim(), PaletteSearch.MaxLength);

    private string? Problem => TooLong ?? _found switch
    {
        { Refusal: { } refusal } => refusal.Message,
        { Failure: { } failure } => FailureMessages.OfReading(failure),
        _ => null,
    };

    private string? Announcement => _answered is { Length: > 0 } && Problem is null
        ? Groups.Sum(group => group.Items.Count) switch { 0 => "Nothing found", 1 => "1 result", var count => $"{count} results" }
        : null;

    public void Dispose()
    {
        _timer?.Dispose();
        _found?.Dispose();
    }

    // The script empties the field when it opens the palette: pages and actions come at once.
    private void Restart()
    {
        _timer?.Dispose();
        _timer = Time.CreateTimer(_ => _ = InvokeAsync(FindAsync), null, _text.Length == 0 ? TimeSpan.Zero : Pause, Timeout.InfiniteTimeSpan);
    }

    private async Task FindAsync()
    {
        // A pasted token finds its key by its redacted form; the field doesn't keep it.
        _text = PastedTokens.Redact(_text);
        StateHasChanged();
        if (TooLong is not null)
        {
            return;
        }

        var text = _text.Trim();
        _found ??= new Loadable<IReadOnlyList<PaletteGroup>>("the results", Logger);
        await _found.RunAsync(cancellationToken => Search.FindAsync(text, cancellationToken));
        if (!_found.IsLoading)
        {
            _answered = text;
            StateHasChanged();
        }
    }

    private async Task RunAsync(PaletteItem item)
    {
        if (item.Creates is { } type && await Dialogs.CreateAsync(type) is { } key)
        {
            Navigation.NavigateTo(KeyMessages.Href(key.Id));
        }
    }
}
