using ApiKeys.Admin.Components.Loading;
using ApiKeys.Admin.Components.Shared.Frame;
using ApiKeys.Admin.Components.Shared.Live;
using ApiKeys.Admin.Components.Shared.Time;
using ApiKeys.Admin.Components.Usage;
using ApiKeys.Admin.Operations;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Keys.Page;

public sealed partial class KeyPage : LiveComponent
{
    // So that the use, which stands above other parts, rarely arrives later and moves them under the pointer.
    private static readonly TimeSpan WaitForUse = TimeSpan.FromMilliseconds(400);

    private Loadable<KeyContent> _content = null!;
    private Loadable<KeyUsageContent> _usage = null!;
    private Refresher _refresher = null!;
    private string? _loaded;
    private bool _deleted;

    [Parameter]
    public required string Id { get; set; }

    [Inject]
    internal KeyContentReader Reader { get; init; } = null!;

    [Inject]
    internal KeyUsageReader UsageReader { get; init; } = null!;

    [Inject]
    internal KeyOperations Operations { get; init; } = null!;

    [Inject]
    internal KeyDialogs Dialogs { get; init; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; init; } = null!;

    [Inject]
    internal ILogger<KeyPage> Logger { get; init; } = null!;

    private string Title => _content switch
    {
        { Value: { } content } => content.Key.Title,
        { Refusal.Code: ApiKeyErrorCode.NotFound } => "Key not found",
        _ => "Key",
    };

    private IReadOnlyList<Crumb> Breadcrumb =>
        _content.Value is { Key.Type: var type } ? [new Crumb(type.ListName(), type.ListHref())] : [];

    private bool IsReplaced(KeyContent content) => KeyActs.IsReplaced(content.Key, content.ReplacedBy, Now);

    private IReadOnlyList<KeyAct> Visible(KeyContent content) =>
        content.MayChange ? KeyActs.VisibleFor(content.Key.Status, IsReplaced(content)) : [];

    private IReadOnlyList<KeyAct> InMenu(KeyContent content) =>
        [.. (content.MayChange ? KeyActs.For(content.Key.Status, IsReplaced(content)) : []).Except(Visible(content)), KeyAct.ViewJson];

    protected override void OnInitialized()
    {
        _content = new Loadable<KeyContent>("a key", Logger);
        _usage = new Loadable<KeyUsageContent>("the use of a key", Logger);
        _refresher = new Refresher(Time, () => _ = InvokeAsync(RefreshAsync));
    }

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && _loaded != Id)
        {
            _loaded = Id;
            _usage.Dispose();
            _usage = new Loadable<KeyUsageContent>("the use of a key", Logger);
            await LoadAsync();
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _refresher.Dispose();
        _content.Dispose();
        _usage.Dispose();
    }

    protected override async Task OnTick()
    {
        if (_content.Value is { } content && KeyMessages.StatusHoldsUntil(content.Key) <= Now && !_content.IsLoading)
        {
            await LoadAsync();
        }
        else if (!_usage.IsLoading)
        {
            await LoadUsageAsync();
        }

        StateHasChanged();
    }

    protected override Task OnStoreChanged() => RefreshAsync();

    private async Task LoadAsync()
    {
        var id = Id;
        var readingUse = Task.CompletedTask;
        await _content.RunAsync(async cancellationToken =>
        {
            var content = await Reader.ReadAsync(id, cancellationToken);
            _deleted = !content.Succeeded && await HasHistoryAsync(id, cancellationToken);
            if (content.Value is { } key)
            {
                readingUse = LoadUsageAsync(key);
                await Task.WhenAny(readingUse, Task.Delay(WaitForUse, Time, cancellationToken));
            }

            return content;
        });

        // A receipt that nodes have yet to answer for is completed by itself.
        _refresher.Run(_content.Value?.Key.Receipt is { IsComplete: false });
        await readingUse;
    }

    private async Task RefreshAsync()
    {
        if (!_content.IsLoading)
        {
            await LoadAsync();
            StateHasChanged();
        }
    }

    /// <summary>Apart from the key itself: a use that can't be read takes nothing else from the page.</summary>
    private Task LoadUsageAsync() => _content.Value is { } content ? LoadUsageAsync(content) : Task.CompletedTask;

    private Task LoadUsageAsync(KeyContent content) => _usage.RunAsync(cancellationToken => UsageReader.ReadAsync(content, cancellationToken));

    /// <summary>A key that is gone but left a trail was deleted; one without never was.</summary>
    private async Task<bool> HasHistoryAsync(string id, CancellationToken cancellationToken) =>
        (await Operations.ListEventsAsync(new() { SubjectId = id, Limit = 1 }, cancellationToken)).Value is { Items: [{ KeyType: not null }] };

    private async Task ActAsync(KeyAct act)
    {
        if (_content.Value is not { Key: var key })
        {
            return;
        }

        if (act == KeyAct.Roll && await Dialogs.RollAsync(key) is { } replacement)
        {
            Navigation.NavigateTo(KeyMessages.Href(replacement.Id));
            return;
        }

        if (act != KeyAct.Roll && await Dialogs.OpenAsync(act, key) && act is KeyAct.Delete or KeyAct.Discard)
        {
            Navigation.NavigateTo(key.Type.ListHref());
            return;
        }

        if (act != KeyAct.ViewJson)
        {
            await LoadAsync();
        }
    }

    private async Task ActOnRollAsync(RollAct act, RollContent roll)
    {
        await Dialogs.OpenAsync(act, roll.Old, roll.New);
        await LoadAsync();
    }
}
