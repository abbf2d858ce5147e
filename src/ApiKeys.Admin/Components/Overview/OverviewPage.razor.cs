using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Loading;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Overview;

public sealed partial class OverviewPage : ComponentBase, IDisposable
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

    public void Dispose() => _content.Dispose();

    protected override async Task OnInitializedAsync()
    {
        _content = new Loadable<OverviewContent>("the overview", Logger);
        if (RendererInfo.IsInteractive)
        {
            await LoadAsync();
        }
    }

    private Task LoadAsync() => _content.RunAsync(Reader.ReadAsync);

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
