using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.SalesChannels.Dialogs;

/// <summary>Takes a sales channel off a publishable key.</summary>
public sealed partial class RemoveSalesChannelDialog : SalesChannelDialog
{
    [Parameter, EditorRequired]
    public required ApiKeyDetails Key { get; set; }

    [Parameter, EditorRequired]
    public required LinkedSalesChannel Channel { get; set; }

    protected override string What => "remove the sales channel";

    private async Task RemoveAsync()
    {
        var key = await RunAsync(
            Key.Id, transactionId => Operations.LinkSalesChannelsAsync(new() { Id = Key.Id, Remove = [Channel.Id] }, transactionId));
        if (key is not null)
        {
            Feedback.Done("Removed", Channel.Name);
            Close();
        }
    }
}
