using ApiKeys.Admin.Components.Shared.Messages;

namespace ApiKeys.Admin.Components.Keys.Dialogs.Revoke;

public sealed partial class CancelRevocationDialog : RevocationDialog
{
    protected override string What => "cancel the revocation";

    private async Task CancelRevocationAsync()
    {
        var key = await RunAsync(Key.Id, transactionId => Operations.CancelRevocationAsync(Key.Id, Current.Version, transactionId));
        if (key is not null)
        {
            Feedback.Done("Revocation cancelled for", key.Title, new FeedbackLink("Show key", KeyMessages.Href(key.Id)));
            Close();
        }
    }
}
