using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.SalesChannels.Dialogs;
using MudBlazor;

namespace ApiKeys.Admin.Components.SalesChannels;

/// <summary>Opens the dialog of an act on sales channels. How it went the dialog has said itself.</summary>
internal sealed class SalesChannelDialogs(IDialogService dialogs) : DialogOpener(dialogs)
{
    public Task CreateAsync() => ShowAsync<EditSalesChannelDialog>([]);

    public Task OpenAsync(SalesChannelAct act, SalesChannelDetails channel) => act switch
    {
        SalesChannelAct.Edit => ShowAsync<EditSalesChannelDialog>(new() { [nameof(EditSalesChannelDialog.Channel)] = channel }),
        SalesChannelAct.Delete => ShowAsync<DeleteSalesChannelDialog>(new() { [nameof(DeleteSalesChannelDialog.Channel)] = channel }),
        _ => ShowAsync<SwitchSalesChannelDialog>(new() { [nameof(SwitchSalesChannelDialog.Channel)] = channel }),
    };

    /// <summary>Links channels to a key.</summary>
    public Task AddToAsync(ApiKeyDetails key) => ShowAsync<AddSalesChannelsDialog>(new() { [nameof(AddSalesChannelsDialog.Key)] = key });

    /// <summary>Links a key to a channel.</summary>
    public Task AddKeyAsync(SalesChannelDetails channel) => ShowAsync<AddKeyDialog>(new() { [nameof(AddKeyDialog.Channel)] = channel });

    /// <summary>Takes a channel off a key.</summary>
    public Task RemoveFromAsync(ApiKeyDetails key, LinkedSalesChannel channel) => ShowAsync<RemoveSalesChannelDialog>(
        new() { [nameof(RemoveSalesChannelDialog.Key)] = key, [nameof(RemoveSalesChannelDialog.Channel)] = channel });
}
