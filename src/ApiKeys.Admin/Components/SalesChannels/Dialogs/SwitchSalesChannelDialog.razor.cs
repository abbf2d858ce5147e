using ApiKeys.SalesChannels;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.SalesChannels.Dialogs;

/// <summary>Disables a sales channel, or enables it again.</summary>
public sealed partial class SwitchSalesChannelDialog : SalesChannelDialog
{
    [Parameter, EditorRequired]
    public required SalesChannelDetails Channel { get; set; }

    protected override string What => Disables ? "disable the sales channel" : "enable the sales channel";

    private bool Disables => !Channel.IsDisabled;

    private async Task SwitchAsync()
    {
        var switched = await RunAsync(
            Channel.Id,
            transactionId => Channels.UpdateAsync(new() { Id = Channel.Id, IsDisabled = Disables, ExpectedVersion = Channel.Version }, transactionId));
        if (switched is not null)
        {
            Feedback.Done(switched.IsDisabled ? "Disabled" : "Enabled", switched.Name);
            Close();
        }
    }
}
