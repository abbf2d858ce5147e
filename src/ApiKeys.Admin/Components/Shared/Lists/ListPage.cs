using ApiKeys.Admin.Components.Loading;
using ApiKeys.Admin.Components.Shared.Live;
using ApiKeys.Admin.Operations;
using ApiKeys.Admin.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;

namespace ApiKeys.Admin.Components.Shared.Lists;

/// <summary>
/// A page that lists rows; <see cref="ListLayout{TQuery, TRow}"/> draws it. What it shows is in its address, so that Back, a reload and a link sent to a
/// colleague all lead to the same rows.
/// </summary>
public abstract class ListPage<TQuery, TRow> : LiveComponent
    where TQuery : ListQuery
{
    private string _path = "";
    private TQuery? _loaded;
    private Task<AuthenticationState>? _loadedFor;
    private bool _isHeld;

    [Inject]
    internal NavigationManager Navigation { get; init; } = null!;

    [Inject]
    internal ActorNames Names { get; init; } = null!;

    [Inject]
    internal ILoggerFactory Loggers { get; init; } = null!;

    /// <summary>Who looks. It changes when their role does, and what a list offers with it.</summary>
    [CascadingParameter]
    internal Task<AuthenticationState>? Authentication { get; set; }

    internal TQuery Query { get; private set; } = null!;

    internal Loadable<ListContent<TRow>> Content { get; private set; } = null!;

    /// <summary>Whether rows came, went or moved that aren't shown yet, because the pointer or the keyboard was on the rows.</summary>
    internal bool HasNewer { get; private set; }

    /// <summary>What is listed, as in "Couldn't load the keys".</summary>
    internal abstract string What { get; }

    /// <summary>Shows what a query asks for, by its address.</summary>
    /// <param name="query">The query.</param>
    /// <param name="replace">Whether Back skips what is shown now.</param>
    internal void Go(ListQuery query, bool replace = false) => Navigation.NavigateTo(Href(query), replace: replace);

    /// <summary>Shows what changed filters find, from the first page on.</summary>
    internal void Filter(ListQuery query) => Go(query.WithPage(1));

    /// <summary>Back undoes a typed search as a whole, not letter by letter.</summary>
    internal void ShowMatching(string search) => Go(Query.WithSearch(search), replace: Query.Search.Length > 0 && search.Length > 0);

    internal void ClearFilters() => Go(Read(new QueryValues($"?sort={(Query.Descending ? "-" : "")}{Query.Sort}&size={Query.PageSize}")));

    /// <summary>Reads the rows again.</summary>
    internal Task LoadAsync() => LoadAsync(ReadAsync);

    /// <summary>Shows rows that came, went or moved.</summary>
    internal Task ShowNewerAsync() => FollowAsync(mayMove: true);

    /// <summary>Notes whether someone is about to use the rows. What waited for the end of that is shown.</summary>
    internal async Task HoldAsync(bool isHeld)
    {
        _isHeld = isHeld;
        if (!isHeld && HasNewer)
        {
            await FollowAsync(mayMove: true);
            StateHasChanged();
        }
    }

    /// <summary>The address of a file with all rows that match the filters.</summary>
    internal string ExportHref(string format) =>
        Navigation.GetUriWithQueryParameters(new Uri(new Uri(Navigation.Uri), $"{_path}/export").ToString(), new Dictionary<string, object?>(Query.ToParameters()) { ["page"] = null, ["sort"] = null, ["size"] = null, ["format"] = format });

    protected string Href(ListQuery query) => Navigation.GetUriWithQueryParameters(query.ToParameters());

    protected async Task LoadAsync(Func<TQuery, CancellationToken, Task<ApiKeyResult<ListContent<TRow>>>> read)
    {
        var query = Query;
        HasNewer = false;
        await Content.RunAsync(cancellationToken => read(query, cancellationToken));
        LeaveMissingPage(query);
    }

    protected abstract TQuery Read(QueryValues address);

    protected abstract Task<ApiKeyResult<ListContent<TRow>>> ReadAsync(TQuery query, CancellationToken cancellationToken);

    /// <summary>Tells rows apart.</summary>
    protected abstract string IdOf(TRow row);

    /// <summary>Differs when what a row shows differs.</summary>
    protected abstract object VersionOf(TRow row);

    /// <summary>Whether a row may have changed by time alone. If so, the rows are read again.</summary>
    protected virtual bool IsOutdated(TRow row) => false;

    /// <summary>Called when the address asks for something else, before it is loaded.</summary>
    /// <param name="before">What was asked for before.</param>
    protected virtual void OnQueryChanged(TQuery? before)
    {
    }

    protected override void OnInitialized()
    {
        Content = new Loadable<ListContent<TRow>>(What, Loggers.CreateLogger(GetType()));
        _path = PathOf(Navigation.Uri);
        Navigation.LocationChanged += Follow;
    }

    protected override Task OnParametersSetAsync() => ShowAddressAsync();

    protected override async Task OnTick()
    {
        if (Content.Value?.Rows.Items.Any(IsOutdated) is true && !Content.IsLoading)
        {
            await LoadAsync();
        }

        StateHasChanged();
    }

    protected override async Task OnStoreChanged()
    {
        await FollowAsync(mayMove: !_isHeld);
        StateHasChanged();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Navigation.LocationChanged -= Follow;
        Content.Dispose();
    }

    private async Task FollowAsync(bool mayMove)
    {
        var query = Query;
        await Content.RefreshAsync(cancellationToken => ReadAsync(query, cancellationToken), (shown, read) =>
        {
            // Where no rows are shown, there is nothing that could move.
            HasNewer = !mayMove && shown.Rows.Items.Count > 0
                && !shown.Rows.Items.Select(IdOf).SequenceEqual(read.Rows.Items.Select(IdOf), StringComparer.Ordinal);
            return HasNewer ? shown : read with { Changed = ChangedSince(shown, read) };
        });
        LeaveMissingPage(query);
    }

    private void LeaveMissingPage(TQuery query)
    {
        if (Content.Value?.PageInstead is { } page)
        {
            Go(query.WithPage(page), replace: true);
        }
    }

    private HashSet<string> ChangedSince(ListContent<TRow> shown, ListContent<TRow> read)
    {
        var versions = shown.Rows.Items.ToDictionary(IdOf, VersionOf, StringComparer.Ordinal);
        return [.. read.Rows.Items.Where(row => !VersionOf(row).Equals(versions.GetValueOrDefault(IdOf(row)))).Select(IdOf)];
    }

    private static string PathOf(string address) => new Uri(address).AbsolutePath;

    // An address of another page is ignored.
    private void Follow(object? sender, LocationChangedEventArgs change)
    {
        if (PathOf(change.Location) == _path)
        {
            _ = Dispatch(async () =>
            {
                var showing = ShowAddressAsync();
                StateHasChanged();
                await showing;
                StateHasChanged();
            });
        }
    }

    private async Task ShowAddressAsync()
    {
        var address = new QueryValues(new Uri(Navigation.Uri).Query);
        Query = Read(address);
        if (address["q"] is { } search && PastedTokens.Redact(search) != search)
        {
            // A token in a link is removed from the browser's history.
            Go(Query, replace: true);
        }

        // Prerendering shows the skeleton only. The rows are loaded once, when the circuit starts.
        if (RendererInfo.IsInteractive && !Query.Equals(_loaded))
        {
            var before = _loaded;
            (_loaded, _loadedFor) = (Query, Authentication);
            OnQueryChanged(before);
            await LoadAsync();
        }
        else if (RendererInfo.IsInteractive && Authentication != _loadedFor)
        {
            _loadedFor = Authentication;
            await LoadAsync();
        }
    }
}
