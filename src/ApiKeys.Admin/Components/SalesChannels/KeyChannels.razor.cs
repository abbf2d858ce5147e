using ApiKeys.Keys;
using ApiKeys.SalesChannels;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.SalesChannels;

public sealed partial class KeyChannels : ComponentBase
{
    [Parameter, EditorRequired]
    public required ApiKeyDetails Key { get; set; }

    [Parameter, EditorRequired]
    public bool MayChange { get; set; }

    /// <summary>Raised after a dialog, whatever it did.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    internal SalesChannelDialogs Dialogs { get; init; } = null!;

    private async Task AddAsync()
    {
        await Dialogs.AddToAsync(Key);
        await OnChanged.InvokeAsync();
    }

    private async Task RemoveAsync(LinkedSalesChannel channel)
    {
        await Dialogs.RemoveFromAsync(Key, channel);
        await OnChanged.InvokeAsync();
    }
}
