using ApiKeys.Admin.Components.Loading;

namespace ApiKeys.Admin.Components.Keys;

/// <summary>
/// What a list of keys shows, as its address says: <c>?q=words&amp;status=active,revoking&amp;expires=soon&amp;sort=-title&amp;page=2</c>. What makes no sense is
/// left out rather than refused, so that an old or mangled link still opens a list.
/// </summary>
public sealed record KeyListQuery
{
    public const int PageSize = 20;
    public const int MaxSearchLength = 200;

    private const string DefaultSort = "created";
    private const string Soon = "soon";

    public string Search { get; private init; } = "";

    public IReadOnlyList<ApiKeyStatus> Statuses { get; private init; } = [];

    /// <summary>Whether to show only keys that expire within <see cref="KeyMessages.ExpiresSoon"/>.</summary>
    public bool ExpiresSoon { get; private init; }

    /// <summary><c>title</c>, <c>used</c> or <c>created</c>.</summary>
    public string Sort { get; private init; } = DefaultSort;

    public bool Descending { get; private init; } = true;

    /// <summary>Counted from 1.</summary>
    public int Page { get; private init; } = 1;

    public bool IsFiltered => Search.Length > 0 || Statuses.Count > 0 || ExpiresSoon;

    public int Offset => (Page - 1) * PageSize;

    /// <summary>The statuses that a list of this type offers: nothing ever waits for a publishable token to be saved.</summary>
    public static IReadOnlyList<ApiKeyStatus> OfferedStatuses(ApiKeyType type) => type == ApiKeyType.Secret
        ? [ApiKeyStatus.Active, ApiKeyStatus.Pending, ApiKeyStatus.Revoking, ApiKeyStatus.Revoked, ApiKeyStatus.Expired]
        : [ApiKeyStatus.Active, ApiKeyStatus.Revoking, ApiKeyStatus.Revoked, ApiKeyStatus.Expired];

    public static KeyListQuery Parse(ApiKeyType type, string? search, string? status, string? sort, string? page, string? expires = null)
    {
        var offered = OfferedStatuses(type);
        var field = sort?.TrimStart('-');
        var known = field is "title" or "used" or "created";
        return new KeyListQuery
        {
            Search = QueryValues.Search(search, MaxSearchLength),
            Statuses = [.. QueryValues.Enums<ApiKeyStatus>(status).Where(offered.Contains)],
            ExpiresSoon = expires == Soon,
            Sort = known ? field! : DefaultSort,
            Descending = !known || sort!.StartsWith('-'),
            Page = QueryValues.Page(page),
        };
    }

    public KeyListQuery WithSearch(string search) => this with { Search = QueryValues.Search(search, MaxSearchLength), Page = 1 };

    public KeyListQuery WithStatuses(IEnumerable<ApiKeyStatus> statuses) => this with { Statuses = [.. statuses.Order()], Page = 1 };

    public KeyListQuery WithExpiresSoon(bool expiresSoon) => this with { ExpiresSoon = expiresSoon, Page = 1 };

    /// <summary>Sorts by a column; the same column again turns the order round. Titles begin at A, times at the latest.</summary>
    public KeyListQuery WithSort(string field) => this with
    {
        Sort = field,
        Descending = field == Sort ? !Descending : field != "title",
        Page = 1,
    };

    public KeyListQuery WithPage(int page) => this with { Page = Math.Max(page, 1) };

    public KeyListQuery WithoutFilters() => WithSearch("").WithStatuses([]).WithExpiresSoon(false);

    /// <summary>The query's part of the address; a <see langword="null"/> is left out of it, so the plain list has the plain address.</summary>
    public IReadOnlyDictionary<string, object?> ToParameters() => new Dictionary<string, object?>
    {
        ["q"] = Search.Length > 0 ? Search : null,
        ["status"] = QueryValues.Text(Statuses),
        ["expires"] = ExpiresSoon ? Soon : null,
        ["sort"] = (Sort, Descending) is (DefaultSort, true) ? null : (Descending ? "-" : "") + Sort,
        ["page"] = Page > 1 ? Page : null,
    };

    public ListApiKeysQuery ToModule(ApiKeyType type, DateTimeOffset now) => new()
    {
        Type = type,
        // What has ended another way no longer expires.
        Statuses = Statuses.Count > 0 ? Statuses : ExpiresSoon ? [ApiKeyStatus.Pending, ApiKeyStatus.Active, ApiKeyStatus.Revoking] : null,
        ExpiresAt = ExpiresSoon ? new TimeRange(now, now + KeyMessages.ExpiresSoon) : null,
        Search = Search.Length > 0 ? Search : null,
        Sort = Sort switch { "title" => ApiKeySort.Title, "used" => ApiKeySort.LastUsedAt, _ => ApiKeySort.CreatedAt },
        Descending = Descending,
        Offset = Offset,
        Limit = PageSize,
    };

    /// <summary>Whether the other finds the same keys, in whatever order and on whichever page.</summary>
    public bool FindsTheSameAs(KeyListQuery other) =>
        (Search, ExpiresSoon) == (other.Search, other.ExpiresSoon) && Statuses.SequenceEqual(other.Statuses);

    public bool Equals(KeyListQuery? other) =>
        other is not null && (Search, ExpiresSoon, Sort, Descending, Page) == (other.Search, other.ExpiresSoon, other.Sort, other.Descending, other.Page)
        && Statuses.SequenceEqual(other.Statuses);

    public override int GetHashCode() => HashCode.Combine(Search, ExpiresSoon, Sort, Descending, Page, Statuses.Count);
}
