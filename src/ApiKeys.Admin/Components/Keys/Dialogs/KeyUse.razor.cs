using ApiKeys.Admin.Components.Usage.Verdicts;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Keys.Dialogs;

public sealed partial class KeyUse : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private UseVerdict? _verdict;
    private bool _loading = true;

    [Parameter, EditorRequired]
    public required ApiKeyDetails Key { get; set; }

    /// <summary>Whether the dialog's act ends the key, so that being in use speaks against it.</summary>
    [Parameter]
    public bool Ends { get; set; } = true;

    [Inject]
    internal UseVerdicts Verdicts { get; init; } = null!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _verdict = (await Verdicts.ReadAsync([Key], _gone.Token)).GetValueOrDefault(Key.Id);
            _loading = false;
        }
        catch (OperationCanceledException)
        {
            // The dialog was closed before the answer.
        }
    }
}
