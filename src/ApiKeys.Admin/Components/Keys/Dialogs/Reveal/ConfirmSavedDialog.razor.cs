using ApiKeys.Admin.Components.Shared.Messages;

namespace ApiKeys.Admin.Components.Keys.Dialogs.Reveal;

/// <summary>Confirms a Pending key from the list, after its reveal was closed or lost.</summary>
public sealed partial class ConfirmSavedDialog : ReplacementDialog
{
    protected override string What => "confirm the key";

    private async Task ConfirmAsync()
    {
        var key = await RunAsync(Key.Id, transactionId => Operations.ActivateAsync(Key.Id, expectedVersion: null, transactionId));
        if (key is not null)
        {
            Feedback.Done("Confirmed", key.Title, new FeedbackLink("Show key", KeyMessages.Href(key.Id)));
            Close();
        }
    }
}
