using ApiKeys.Admin.Components.Shared.Time;
using ApiKeys.Admin.Components.Usage.Verdicts;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Keys.Dialogs;

/// <summary>The keys that an act on several is about, and whether they are in use.</summary>
public sealed partial class AffectedKeys : TickingComponent
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyDictionary<string, UseVerdict>? _verdicts;

    [Parameter, EditorRequired]
    public required IReadOnlyList<ApiKeyDetails> Keys { get; set; }

    /// <summary>How many selected keys the act can't be done with.</summary>
    [Parameter]
    public int LeftOut { get; set; }

    /// <summary>What those are.</summary>
    [Parameter]
    public string Why { get; set; } = "";

    /// <summary>Whether the act ends the keys, so that being in use speaks against it.</summary>
    [Parameter]
    public bool Ends { get; set; } = true;

    [Inject]
    internal UseVerdicts Verdicts { get; init; } = null!;

    private int InUse => _verdicts is null ? 0 : Keys.Count(key => Words(key).Tone == Shared.Display.Tone.Danger);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _verdicts = await Verdicts.ReadAsync(Keys, _gone.Token);
        }
        catch (OperationCanceledException)
        {
            // The dialog was closed before the answer.
        }
    }

    private VerdictMessages Words(ApiKeyDetails key) => VerdictMessages.Of(_verdicts!.GetValueOrDefault(key.Id), key.Status, Ends, Now);
}
