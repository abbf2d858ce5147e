using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.SalesChannels;

public sealed partial class KeyChannels : ComponentBase
{
    // Fewer are seen at a glance.
    private const int SearchedFrom = 10;

    private string _search = "";

    [Parameter, EditorRequired]
    public required ApiKeyDetails Key { get; set; }

    [Parameter, EditorRequired]
    public bool MayChange { get; set; }

    /// <summary>Raised after a dialog, whatever it did.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    internal SalesChannelDialogs Dialogs { get; init; } = null!;

    private IReadOnlyList<LinkedSalesChannel> Shown => Key.SalesChannels.Count > SearchedFrom
        ? [.. Key.SalesChannels.Where(channel => channel.Name.Contains(_search, StringComparison.CurrentCultureIgnoreCase))]
        : Key.SalesChannels;

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
