using ApiKeys.Admin.Components.Keys.Dialogs.Edit;
using ApiKeys.Admin.Components.Shared.Messages;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Keys.Dialogs.Revoke;

public sealed partial class CancelRevocationDialog : KeyDialog
{
    private ApiKeyDetails _current = null!;

    [Parameter, EditorRequired]
    public required ApiKeyDetails Key { get; set; }

    protected override string What => "cancel the revocation";

    protected override IReadOnlyList<ApiKeyDetails> Watched => [_current];

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _current = Key;
    }

    protected override Task<IReadOnlyList<string>?> ReadAgainAsync() => ReadAgainAsync(
        () => Operations.RetrieveAsync(Key.Id),
        current =>
        {
            var seen = _current;
            _current = current;
            return KeyChanges.OfRevocation(seen, current, Now);
        });

    private async Task CancelRevocationAsync()
    {
        var key = await RunAsync(Key.Id, transactionId => Operations.CancelRevocationAsync(Key.Id, _current.Version, transactionId));
        if (key is not null)
        {
            Feedback.Done("Revocation cancelled for", key.Title, new FeedbackLink("Show key", KeyMessages.Href(key.Id)));
            Close();
        }
    }
}
