using System.Globalization;
using ApiKeys.Admin.Components.Loading;
using ApiKeys.Admin.Components.Shared;
using ApiKeys.Admin.Components.Theme;
using ApiKeys.Admin.Operations;
using ApiKeys.Admin.Text;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Keys;

/// <summary>
/// The list of the keys of one type. What it shows is in its address, so that Back, a reload and a link sent to a colleague all lead to
/// the same rows; only the selection is not. It holds across the pages of a list, and ends when the list shows other keys.
/// </summary>
public sealed partial class KeyList : TickingComponent
{
    private readonly KeySelection _selected = new();
    private Loadable<KeyListContent> _content = null!;
    private KeyListQuery _query = null!;
    private KeyListQuery? _loaded;

    [Parameter, EditorRequired]
    public ApiKeyType Type { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "status")]
    private string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "expires")]
    private string? Expires { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? Sort { get; set; }

    // A string: a number that is none would be an exception, and a bad link is to open the list.
    [SupplyParameterFromQuery(Name = "page")]
    private string? Page { get; set; }

    [Inject]
    internal KeyOperations Operations { get; init; } = null!;

    [Inject]
    internal ActorNames Names { get; init; } = null!;

    [Inject]
    internal KeyDialogs Dialogs { get; init; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; init; } = null!;

    [Inject]
    internal ILogger<KeyList> Logger { get; init; } = null!;

    private string EmptyIcon => Type == ApiKeyType.Secret ? AppIcons.SecretKey : AppIcons.PublishableKey;

    private string EmptyText => Type == ApiKeyType.Secret
        ? "A secret key lets a service act for the store: an importer, a warehouse, a job of your own. Make one for each, so that each can be revoked alone."
        : "A publishable key tells the store which storefront is calling. Make one for each storefront.";

    private IReadOnlyList<FilterOption<ApiKeyStatus>> StatusOptions =>
        [.. KeyListQuery.OfferedStatuses(Type).Select(status => new FilterOption<ApiKeyStatus>(status, status.ToString()))];

    /// <summary>What was asked, when nothing matches it.</summary>
    private string Asked
    {
        get
        {
            var (which, among) = (_query.Statuses, _query.ExpiresSoon) switch
            {
                ([], false) => ("", ""),
                ([], true) => ("expires within 30 days", "expire within 30 days"),
                (var statuses, false) => ($"is {Either(statuses)} now", $"are {Either(statuses)}"),
                (var statuses, true) => ($"is {Either(statuses)} and expires within 30 days", $"are {Either(statuses)} and expire within 30 days"),
            };
            return (_query.Search, which) switch
            {
                ({ Length: > 0 } search, "") => $"No title or token has “{search}”.",
                ("", _) => $"None {which}.",
                (var search, _) => $"No title or token has “{search}” among the keys that {among}.",
            };
        }
    }

    private HashSet<bool> Expiring => _query.ExpiresSoon ? [true] : [];

    private static IReadOnlyList<FilterOption<bool>> ExpiryOptions { get; } = [new(true, "Expires soon")];

    protected override void OnInitialized() => _content = new Loadable<KeyListContent>("the list of keys", Logger);

    protected override async Task OnParametersSetAsync()
    {
        _query = KeyListQuery.Parse(Type, Search, Status, Sort, Page, Expires);
        if (Search is not null && PastedTokens.Redact(Search) != Search)
        {
            // A link that carries a token doesn't stay in the history with it.
            Go(_query, replace: true);
        }

        // Rendered ahead on the server it shows its skeleton; rows come with the circuit, once.
        if (RendererInfo.IsInteractive && _query != _loaded)
        {
            if (_loaded is null || !_query.FindsTheSameAs(_loaded))
            {
                _selected.Clear();
            }

            _loaded = _query;
            await LoadAsync();
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _content.Dispose();
    }

    protected override async Task OnTick()
    {
        // A status that has run out (revoked meanwhile, discarded meanwhile) is read again, not guessed.
        if (_content.Value?.Keys.Items.Any(key => KeyMessages.StatusHoldsUntil(key) <= Now) is true && !_content.IsLoading)
        {
            await LoadAsync();
        }

        StateHasChanged();
    }

    private Task LoadAsync() => LoadAsync(selectAll: false);

    private async Task LoadAsync(bool selectAll)
    {
        var query = _query;
        await _content.RunAsync(cancellationToken => ReadAsync(query, selectAll, cancellationToken));
        if (_content.Value?.Keys.PageInstead() is { } page)
        {
            Go(query.WithPage(page), replace: true);
        }
    }

    private async Task<ApiKeyResult<KeyListContent>> ReadAsync(KeyListQuery query, bool selectAll, CancellationToken cancellationToken)
    {
        var keys = await Operations.ListAsync(query.ToModule(Type, Now), cancellationToken);
        if (!keys.Succeeded)
        {
            return ApiKeyResult.Refused<KeyListContent>(keys.Errors);
        }

        var total = query.IsFiltered
            ? (await Operations.ListAsync(new() { Type = Type, Limit = 0 }, cancellationToken)).Value?.Count ?? 0
            : keys.Value.Count;
        await ReadSelectionAsync(query, keys.Value.Items, selectAll, cancellationToken);
        var replaced = await ReadReplacedAsync(keys.Value.Items, cancellationToken);
        var names = await Names.ReadAsync(keys.Value.Items.Select(key => key.CreatedBy), cancellationToken);
        return ApiKeyResult.Ok(new KeyListContent(keys.Value, total, replaced, names, await Operations.MayChangeAsync(cancellationToken)));
    }

    /// <summary>What is selected on other pages is read again with the page: an act is to meet keys as they are.</summary>
    private async Task ReadSelectionAsync(
        KeyListQuery query, IReadOnlyList<ApiKeyDetails> page, bool selectAll, CancellationToken cancellationToken)
    {
        if (selectAll)
        {
            var all = await Operations.ListAsync(query.ToModule(Type, Now) with { Offset = 0, Limit = KeySelection.Most }, cancellationToken);
            _selected.Add(all.Value?.Items ?? []);
            return;
        }

        _selected.Refresh([], page);
        var elsewhere = _selected.Keys.Select(key => key.Id).Except(page.Select(key => key.Id)).ToList();
        if (elsewhere.Count > 0)
        {
            var found = await Operations.ListAsync(new() { Ids = elsewhere, Limit = elsewhere.Count }, cancellationToken);
            _selected.Refresh(elsewhere, found.Value?.Items ?? []);
        }
    }

    private async Task<HashSet<string>> ReadReplacedAsync(IReadOnlyList<ApiKeyDetails> page, CancellationToken cancellationToken)
    {
        var alive = page.Where(key => KeyActs.CanRevoke(key.Status)).ToList();
        var replacements = alive.Count == 0 ? null : (await Operations.ListAsync(
            new() { ReplacesIds = [.. alive.Select(key => key.Id)], Limit = ListApiKeysQuery.MaxLimit }, cancellationToken)).Value;
        return [.. alive.Where(key => KeyActs.IsReplaced(key, replacements?.Items ?? [], Now)).Select(key => key.Id)];
    }

    private Task SelectAllAsync() => LoadAsync(selectAll: true);

    private void ShowMatching(string search) =>
        // Letters typed one after the other are one step back, not ten.
        Go(_query.WithSearch(search), replace: _query.Search.Length > 0 && search.Length > 0);

    private void Go(KeyListQuery query, bool replace = false) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(query.ToParameters()), replace: replace);

    private async Task CreateAsync()
    {
        if (await Dialogs.CreateAsync(Type) is { Type: ApiKeyType.Publishable } key)
        {
            // Its token is public: the page where it can be copied is where one wants to be now.
            Navigation.NavigateTo(KeyMessages.Href(key.Id));
            return;
        }

        await LoadAsync();
    }

    private async Task ActAsync((KeyAct Act, ApiKeyDetails Key) chosen)
    {
        if (await Dialogs.OpenAsync(chosen.Act, chosen.Key) && chosen.Act is KeyAct.Delete or KeyAct.Discard)
        {
            _selected.Remove([chosen.Key.Id]);
        }

        await LoadAsync();
    }

    private async Task RevokeSelectedAsync()
    {
        if (await Dialogs.RevokeAsync(_selected.Keys))
        {
            _selected.Clear();
        }

        await LoadAsync();
    }

    private async Task DeleteSelectedAsync()
    {
        if (await Dialogs.DeleteAsync(_selected.Keys))
        {
            _selected.Clear();
        }

        await LoadAsync();
    }

    private int Elsewhere(KeyListContent content) => _selected.Count - content.Keys.Items.Count(key => _selected.Contains(key.Id));

    private string CountText(KeyListContent content) => _query.IsFiltered
        ? $"{content.Keys.Count.ToString("N0", CultureInfo.CurrentCulture)} of {KeyMessages.Count(content.Total)}"
        : KeyMessages.Count(content.Total);

    private static string Either(IReadOnlyList<ApiKeyStatus> statuses) => statuses is [var only]
        ? only.ToString()
        : $"{string.Join(", ", statuses.SkipLast(1))} or {statuses[^1]}";
}
