using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Loading;
using ApiKeys.Admin.Components.Overview.Attention;
using ApiKeys.Admin.Components.Shared.Live;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Overview;

public sealed partial class OverviewPage : LiveComponent
{
    private Loadable<OverviewContent> _content = null!;

    [Inject]
    internal OverviewReader Reader { get; init; } = null!;

    [Inject]
    internal KeyDialogs Dialogs { get; init; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; init; } = null!;

    [Inject]
    internal ILogger<OverviewPage> Logger { get; init; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _content = new Loadable<OverviewContent>("the overview", Logger);
        if (RendererInfo.IsInteractive)
        {
            await LoadAsync();
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _content.Dispose();
    }

    protected override async Task OnStoreChanged()
    {
        await _content.RefreshAsync(Reader.ReadAsync, (_, read) => read);
        StateHasChanged();
    }

    private Task LoadAsync() => _content.RunAsync(Reader.ReadAsync);

    private async Task ActAsync(AttentionRow row)
    {
        if (row is { Act: { } act, Key: { } key })
        {
            await Dialogs.OpenAsync(act, key);
            await LoadAsync();
        }
    }

    private async Task CreateAsync(ApiKeyType type)
    {
        if (await Dialogs.CreateAsync(type) is { } key)
        {
            Navigation.NavigateTo(KeyMessages.Href(key.Id));
            return;
        }

        await LoadAsync();
    }
}
