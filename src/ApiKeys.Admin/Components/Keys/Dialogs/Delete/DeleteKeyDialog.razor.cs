namespace ApiKeys.Admin.Components.Keys.Dialogs.Delete;

/// <summary>Deletes a key that is done with, or discards one that was never confirmed.</summary>
public sealed partial class DeleteKeyDialog : ReplacementDialog
{
    protected override string What => IsDiscard ? "discard the key" : "delete the key";

    private bool IsDiscard => Key.Status == ApiKeyStatus.Pending;

    private async Task DeleteAsync()
    {
        if (await RunAsync(Key.Id, transactionId => Operations.DeleteAsync(Key.Id, expectedVersion: null, transactionId)) is not null)
        {
            Feedback.Done(IsDiscard ? "Discarded" : "Deleted", Key.Title);
            Close();
        }
    }
}
