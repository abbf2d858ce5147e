using ApiKeys.Admin.Components.Shared;
using ApiKeys.Keys;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Keys.Dialogs;

public sealed partial class CancelRevocationDialog : KeyDialog
{
    [Parameter, EditorRequired]
    public required ApiKeyDetails Key { get; set; }

    protected override string What => "cancel the revocation";

    private async Task CancelRevocationAsync()
    {
        var key = await RunAsync(Key.Id, transactionId => Operations.CancelRevocationAsync(Key.Id, Key.Version, transactionId));
        if (key is not null)
        {
            Feedback.Done("Revocation cancelled for", key.Title, new FeedbackLink("Show key", KeyWords.Href(key.Id)));
            Close();
        }
    }
}
