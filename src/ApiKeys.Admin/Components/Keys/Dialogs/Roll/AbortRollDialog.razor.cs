using ApiKeys.Admin.Components.Keys.Dialogs.Edit;
using ApiKeys.Admin.Components.Shared.Messages;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Keys.Dialogs.Roll;

/// <summary>Takes back a roll: keeps the old key and revokes the new one.</summary>
public sealed partial class AbortRollDialog : KeyDialog
{
    private ApiKeyDetails _old = null!;
    private ApiKeyDetails _new = null!;
    private string? _reason;

    /// <summary>The key that was rolled, as the page showed it.</summary>
    [Parameter, EditorRequired]
    public required ApiKeyDetails Old { get; set; }

    /// <summary>The key that took over from it.</summary>
    [Parameter, EditorRequired]
    public required ApiKeyDetails New { get; set; }

    protected override string What => "abort the roll";

    protected override string[] Fields => ["reason"];

    protected override IReadOnlyList<ApiKeyDetails> Watched => [_old, _new];

    protected override void OnInitialized()
    {
        base.OnInitialized();
        (_old, _new) = (Old, New);
    }

    protected override async Task<IReadOnlyList<string>?> ReadAgainAsync()
    {
        var ofOld = await ReadAgainAsync(() => Operations.RetrieveAsync(Old.Id), current => Compare(ref _old, current, "The old key"));
        var ofNew = await ReadAgainAsync(() => Operations.RetrieveAsync(New.Id), current => Compare(ref _new, current, "The new key"));
        return ofOld is null || ofNew is null ? null : [.. ofOld, .. ofNew];
    }

    private List<string> Compare(ref ApiKeyDetails shown, ApiKeyDetails current, string which)
    {
        List<string> changes = [.. KeyChanges.OfRevocation(shown, current, Now).Select(change => $"{which}: {change}")];
        shown = current;
        return changes;
    }

    private async Task AbortAsync()
    {
        var aborted = await RunAsync(New.Id, transactionId => Operations.AbortRollAsync(
            new AbortRollRequest { Id = New.Id, Reason = _reason, ExpectedVersion = _new.Version, OldKeyExpectedVersion = _old.Version }, transactionId));
        if (aborted is not null)
        {
            Feedback.Done("Roll aborted; the old key keeps working:", Old.Title, new FeedbackLink("Show old key", KeyMessages.Href(Old.Id)));
            Close();
        }
    }
}
