using ApiKeys.Admin.Components.Loading;
using ApiKeys.Admin.Components.Shared.Frame;
using ApiKeys.Admin.Components.Shared.Live;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.SalesChannels.Page;

/// <summary>One sales channel: its facts, the keys that are linked to it, its history.</summary>
public sealed partial class SalesChannelPage : LiveComponent
{
    private const int KeysShown = 20;

    private Loadable<ChannelContent> _content = null!;
    private string? _loaded;
    private int _keysShown = KeysShown;
    private bool _deleted;

    [Parameter]
    public required string Id { get; set; }

    [Inject]
    internal ChannelContentReader Reader { get; init; } = null!;

    [Inject]
    internal SalesChannelDialogs Dialogs { get; init; } = null!;

    [Inject]
    internal ILogger<SalesChannelPage> Logger { get; init; } = null!;

    private static IReadOnlyList<Crumb> Breadcrumb { get; } = [new("Sales channels", "/sales-channels")];

    private string Title => _content switch
    {
        { Value: { } content } => content.Channel.Name,
        { Refusal.Code: ApiKeyErrorCode.NotFound } => "Sales channel not found",
        _ => "Sales channel",
    };

    private string ActivityHref => $"/activity?key={Uri.EscapeDataString(Id)}";

    protected override void OnInitialized() => _content = new Loadable<ChannelContent>("a sales channel", Logger);

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && _loaded != Id)
        {
            (_loaded, _keysShown) = (Id, KeysShown);
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
        if (!_content.IsLoading)
        {
            await LoadAsync();
            StateHasChanged();
        }
    }

    private Task LoadAsync()
    {
        var id = Id;
        return _content.RunAsync(async cancellationToken =>
        {
            var content = await Reader.ReadAsync(id, _keysShown, cancellationToken);
            _deleted = !content.Succeeded && await Reader.WasDeletedAsync(id, cancellationToken);
            return content;
        });
    }

    private Task ShowMoreAsync()
    {
        _keysShown += KeysShown;
        return LoadAsync();
    }

    private async Task ActAsync(SalesChannelAct act)
    {
        if (_content.Value is { Channel: var channel })
        {
            await Dialogs.OpenAsync(act, channel);
            await LoadAsync();
        }
    }
}
