using ApiKeys.Admin.Components.Shared.Filters;
using ApiKeys.Admin.Components.Shared.Lists;
using ApiKeys.Admin.Components.Theme;
using ApiKeys.Admin.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Components.Keys.List;

/// <summary>The list of the keys of one type. The selection holds across its pages, and ends when it shows other keys.</summary>
public sealed partial class KeyList : ListPage<KeyListQuery, KeyRow>
{
    private const int MostChannels = 200;

    private readonly KeySelection _selected = new();
    private IReadOnlyList<FilterOption<string>> _channels = [];
    private HashSet<string> _replaced = [];

    [Parameter, EditorRequired]
    public ApiKeyType Type { get; set; }

    [Inject]
    internal KeyOperations Operations { get; init; } = null!;

    [Inject]
    internal KeyOwners Owners { get; init; } = null!;

    [Inject]
    internal UsageOperations Usage { get; init; } = null!;

    [Inject]
    internal SalesChannelOperations Channels { get; init; } = null!;

    [Inject]
    internal IOptions<ApiKeysOptions> Options { get; init; } = null!;

    [Inject]
    internal KeyDialogs Dialogs { get; init; } = null!;

    internal override string What => "the keys";

    private string About => Type == ApiKeyType.Secret
        ? "Act for the store. Each token is shown once."
        : "Identify a storefront. Their tokens are public.";

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
            var (expires, expire) = Query.Expires.Words();
            var (which, among) = Query.Statuses switch
            {
                [] => (expires, expire),
                var statuses => (Both($"is {Either(statuses)}{(expires.Length > 0 ? "" : " now")}", expires), Both($"are {Either(statuses)}", expire)),
            };
            var (used, were) = Query.Used.Words();
            (which, among) = (Both(which, used), Both(among, were));
            if (Query.Scope is { } scope)
            {
                (which, among) = (Both(which, $"has the scope {scope}"), Both(among, $"have the scope {scope}"));
            }

            if (Query.Channel is not null)
            {
                (which, among) = (Both(which, "is linked to this sales channel"), Both(among, "are linked to this sales channel"));
            }

            var (owner, owners) = Query.Owner switch
            {
                null => ("", ""),
                KeyListQuery.StoreOwner => ("belongs to the store", "belong to the store"),
                KeyListQuery.GoneOwner => ("has an owner who can't sign in", "have an owner who can't sign in"),
                _ => ("belongs to this owner", "belong to this owner"),
            };
            (which, among) = (Both(which, owner), Both(among, owners));
            return (Query.Search, which) switch
            {
                ({ Length: > 0 } search, "") => $"No title or token has “{search}”.",
                ("", _) => $"None {which}.",
                (var search, _) => $"No title or token has “{search}” among the keys that {among}.",
            };
        }
    }

    protected override KeyListQuery Read(QueryValues address) => new(Type, address);

    protected override void OnQueryChanged(KeyListQuery? before)
    {
        if (before is null || !Query.FindsTheSameAs(before))
        {
            _selected.Clear();
        }
    }

    // A status that has run out (revoked meanwhile, discarded meanwhile) is read again, not guessed.
    protected override bool IsOutdated(KeyRow row) => KeyMessages.StatusHoldsUntil(row.Key) <= Now;

    protected override string IdOf(KeyRow row) => row.Key.Id;

    protected override object VersionOf(KeyRow row) => (row.Key.Version, row.Key.Status, row.IsReplaced);

    protected override Task<ApiKeyResult<ListContent<KeyRow>>> ReadAsync(KeyListQuery query, CancellationToken cancellationToken) =>
        ReadAsync(query, selectAll: false, cancellationToken);

    private async Task<ApiKeyResult<ListContent<KeyRow>>> ReadAsync(KeyListQuery query, bool selectAll, CancellationToken cancellationToken)
    {
        var asked = query.ToModule(Type, Now, await query.GoneOwnersAsync(Owners, cancellationToken));
        var keys = await Operations.ListAsync(asked, cancellationToken);
        if (!keys.Succeeded)
        {
            return ApiKeyResult.Refused<ListContent<KeyRow>>(keys.Errors);
        }

        var total = query.IsFiltered
            ? (await Operations.ListAsync(new() { Type = Type, Limit = 0 }, cancellationToken)).Value?.Count ?? 0
            : keys.Value.Count;
        _channels = await ReadChannelsAsync(query.Channel, cancellationToken);
        await ReadSelectionAsync(asked, keys.Value.Items, selectAll, cancellationToken);
        var days = (await Usage.ReadDaysAsync([.. keys.Value.Items.Select(key => key.Id)], KeyRow.DaysShown, cancellationToken)).Value;
        _replaced = await ReadReplacedAsync([.. keys.Value.Items, .. _selected.Keys], cancellationToken);
        var names = await Names.ReadAsync(keys.Value.Items.Select(key => key.CreatedBy), cancellationToken);
        return ApiKeyResult.Ok(new ListContent<KeyRow>(keys.Value.Select(key => new KeyRow(key, _replaced.Contains(key.Id)) { Days = days?.GetValueOrDefault(key.Id) ?? [] }), total, names)
        {
            MayChange = await Operations.MayChangeAsync(cancellationToken),
            Actors = await Names.OwnersAsync(Person(query), cancellationToken),
        });
    }

    private static string? Person(KeyListQuery query) => query.Owner is KeyListQuery.GoneOwner or KeyListQuery.StoreOwner ? null : query.Owner;

    private IReadOnlyList<OptionalFilter> OptionalFiltersOf(ListContent<KeyRow> content) =>
    [
        new(
            "Expiry", "Any expiry", KeyTimeFilters.ExpiresOptions, Query.Expires == KeyExpires.Any ? null : Query.Expires.ToString(),
            value => Filter(Query with { Expires = value is null ? KeyExpires.Any : Enum.Parse<KeyExpires>(value) })),
        new(
            "Last used", "Used at any time", KeyTimeFilters.UsedOptions, Query.Used == KeyUsed.Any ? null : Query.Used.ToString(),
            value => Filter(Query with { Used = value is null ? KeyUsed.Any : Enum.Parse<KeyUsed>(value) })),
        Type == ApiKeyType.Secret
            ? new("Scope", "Any scope", ScopeOptions, Query.Scope, scope => Filter(Query with { Scope = scope }))
            : new("Sales channel", "Any sales channel", _channels, Query.Channel, channel => Filter(Query with { Channel = channel })),
        new("Owner", "Any owner", OwnerOptions(content), Query.Owner, owner => Filter(Query with { Owner = owner })),
    ];

    private IReadOnlyList<FilterOption<string>> ScopeOptions =>
    [
        .. Options.Value.Scopes.Select(scope => scope.Name).Append("*").Union(Query.Scope is { } asked ? [asked] : [])
            .Order(StringComparer.Ordinal).Select(scope => new FilterOption<string>(scope, $"Scope {scope}")),
    ];

    private static IReadOnlyList<FilterOption<string>> OwnerOptions(ListContent<KeyRow> content) =>
    [
        new(KeyListQuery.StoreOwner, "Owned by the store"),
        new(KeyListQuery.GoneOwner, "Owner can't sign in"),
        .. content.Actors.Select(person => new FilterOption<string>(person.Id, $"Owned by {person.Text}")),
    ];

    /// <summary>The channels that keys can be filtered by: the first by their names, and the one that is asked for.</summary>
    private async Task<IReadOnlyList<FilterOption<string>>> ReadChannelsAsync(string? asked, CancellationToken cancellationToken)
    {
        if (Type != ApiKeyType.Publishable)
        {
            return [];
        }

        var channels = (await Channels.ListAsync(new() { Sort = SalesChannelSort.Name, Descending = false, Limit = MostChannels }, cancellationToken)).Value?.Items.ToList() ?? [];
        if (asked is not null && channels.TrueForAll(channel => channel.Id != asked) && (await Channels.RetrieveAsync(asked, cancellationToken)).Value is { } other)
        {
            channels.Add(other);
        }

        return [.. channels.Select(channel => new FilterOption<string>(channel.Id, $"Linked to {channel.Name}"))];
    }

    /// <summary>What is selected on other pages is read again with the page: an act is to meet keys as they are.</summary>
    private async Task ReadSelectionAsync(
        ListApiKeysQuery asked, IReadOnlyList<ApiKeyDetails> page, bool selectAll, CancellationToken cancellationToken)
    {
        if (selectAll)
        {
            var all = await Operations.ListAsync(asked with { Offset = 0, Limit = KeySelection.Most }, cancellationToken);
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

    private async Task<HashSet<string>> ReadReplacedAsync(IEnumerable<ApiKeyDetails> keys, CancellationToken cancellationToken)
    {
        // The page comes first, so it is whole even beside the largest selection.
        var alive = keys.DistinctBy(key => key.Id).Where(key => KeyActs.CanRevoke(key.Status)).Take(ListApiKeysQuery.MaxValues).ToList();
        var replacements = alive.Count == 0 ? null : (await Operations.ListAsync(
            new() { ReplacesIds = [.. alive.Select(key => key.Id)], Limit = ListApiKeysQuery.MaxLimit }, cancellationToken)).Value;
        return [.. alive.Where(key => KeyActs.IsReplaced(key, replacements?.Items ?? [], Now)).Select(key => key.Id)];
    }

    private Task SelectAllAsync() => LoadAsync((query, cancellationToken) => ReadAsync(query, selectAll: true, cancellationToken));

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

    private async Task RollSelectedAsync()
    {
        // A key whose new token was discarded can be rolled again, and those beyond the most at once come next: both stay selected.
        var replacements = await Dialogs.RollAsync(_selected.Keys, _replaced);
        _selected.Remove(replacements.Select(key => key.ReplacesId).OfType<string>());
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

    private async Task ChangeSelectedScopesAsync()
    {
        if (await Dialogs.ChangeScopesAsync(_selected.Keys))
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

    private int Elsewhere(ListContent<KeyRow> content) => _selected.Count - content.Rows.Items.Count(row => _selected.Contains(row.Key.Id));

    private static string Both(string one, string other) => one.Length > 0 && other.Length > 0 ? $"{one} and {other}" : one + other;

    private static string Either(IReadOnlyList<ApiKeyStatus> statuses) => statuses is [var only]
        ? only.ToString()
        : $"{string.Join(", ", statuses.SkipLast(1))} or {statuses[^1]}";
}
