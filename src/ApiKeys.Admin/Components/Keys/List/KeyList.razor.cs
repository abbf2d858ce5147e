using ApiKeys.Admin.Components.Shared.Filters;
using ApiKeys.Admin.Components.Shared.Lists;
using ApiKeys.Admin.Components.Theme;
using ApiKeys.Admin.Operations;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Keys.List;

/// <summary>The list of the keys of one type. The selection holds across its pages, and ends when it shows other keys.</summary>
public sealed partial class KeyList : ListPage<KeyListQuery, KeyRow>
{
    private readonly KeySelection _selected = new();

    [Parameter, EditorRequired]
    public ApiKeyType Type { get; set; }

    [Inject]
    internal KeyOperations Operations { get; init; } = null!;

    [Inject]
    internal KeyOwners Owners { get; init; } = null!;

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
            var (which, among) = (Query.Statuses, Query.ExpiresSoon) switch
            {
                ([], false) => ("", ""),
                ([], true) => ("expires within 30 days", "expire within 30 days"),
                (var statuses, false) => ($"is {Either(statuses)} now", $"are {Either(statuses)}"),
                (var statuses, true) => ($"is {Either(statuses)} and expires within 30 days", $"are {Either(statuses)} and expire within 30 days"),
            };
            var (owner, owners) = Query.Owner switch
            {
                null => ("", ""),
                KeyListQuery.StoreOwner => ("belongs to the store", "belong to the store"),
                KeyListQuery.GoneOwner => ("has an owner who can’t sign in", "have an owner who can’t sign in"),
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

    private HashSet<bool> Expiring => Query.ExpiresSoon ? [true] : [];

    private static IReadOnlyList<FilterOption<bool>> ExpiryOptions { get; } = [new(true, "Expires soon")];

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
        await ReadSelectionAsync(asked, keys.Value.Items, selectAll, cancellationToken);
        var replaced = await ReadReplacedAsync(keys.Value.Items, cancellationToken);
        var names = await Names.ReadAsync(keys.Value.Items.Select(key => key.CreatedBy), cancellationToken);
        return ApiKeyResult.Ok(new ListContent<KeyRow>(keys.Value.Select(key => new KeyRow(key, replaced.Contains(key.Id))), total, names)
        {
            MayChange = await Operations.MayChangeAsync(cancellationToken),
            Actors = await Names.OwnersAsync(Person(query), cancellationToken),
        });
    }

    private static string? Person(KeyListQuery query) => query.Owner is KeyListQuery.GoneOwner or KeyListQuery.StoreOwner ? null : query.Owner;

    private static IReadOnlyList<FilterOption<string>> OwnerOptions(ListContent<KeyRow> content) =>
    [
        new(KeyListQuery.StoreOwner, "The store"),
        new(KeyListQuery.GoneOwner, "Owner can’t sign in"),
        .. content.Actors.Select(person => new FilterOption<string>(person.Id, person.Text)),
    ];

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

    private async Task<HashSet<string>> ReadReplacedAsync(IReadOnlyList<ApiKeyDetails> page, CancellationToken cancellationToken)
    {
        var alive = page.Where(key => KeyActs.CanRevoke(key.Status)).ToList();
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

    private int Elsewhere(ListContent<KeyRow> content) => _selected.Count - content.Rows.Items.Count(row => _selected.Contains(row.Key.Id));

    private static string Both(string one, string other) => one.Length > 0 && other.Length > 0 ? $"{one} and {other}" : one + other;

    private static string Either(IReadOnlyList<ApiKeyStatus> statuses) => statuses is [var only]
        ? only.ToString()
        : $"{string.Join(", ", statuses.SkipLast(1))} or {statuses[^1]}";
}
