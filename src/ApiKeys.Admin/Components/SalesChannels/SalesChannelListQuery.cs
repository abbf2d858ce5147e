using ApiKeys.Admin.Components.Loading;

namespace ApiKeys.Admin.Components.SalesChannels;

/// <summary>
/// What the list of sales channels shows, as its address says: <c>?q=words&amp;state=disabled&amp;sort=-name&amp;page=2</c>. What makes no sense is left out.
/// </summary>
public sealed record SalesChannelListQuery
{
    public const int PageSize = 20;
    public const int MaxSearchLength = 200;

    private const string DefaultSort = "name";
    private const string EnabledState = "enabled";
    private const string DisabledState = "disabled";

    public string Search { get; private init; } = "";

    /// <summary>Only disabled ones, or only those that are not; null for both.</summary>
    public bool? IsDisabled { get; private init; }

    /// <summary><c>name</c>, <c>changed</c> or <c>created</c>.</summary>
    public string Sort { get; private init; } = DefaultSort;

    public bool Descending { get; private init; }

    /// <summary>Counted from 1.</summary>
    public int Page { get; private init; } = 1;

    public bool IsFiltered => Search.Length > 0 || IsDisabled is not null;

    public static SalesChannelListQuery Parse(string? search, string? state, string? sort, string? page)
    {
        var known = sort?.TrimStart('-') is "name" or "changed" or "created";
        return new SalesChannelListQuery
        {
            Search = QueryValues.Search(search, MaxSearchLength),
            IsDisabled = state switch { DisabledState => true, EnabledState => false, _ => null },
            Sort = known ? sort!.TrimStart('-') : DefaultSort,
            Descending = known && sort!.StartsWith('-'),
            Page = QueryValues.Page(page),
        };
    }

    public SalesChannelListQuery WithSearch(string search) => this with { Search = QueryValues.Search(search, MaxSearchLength), Page = 1 };

    /// <summary>Both chosen is the same as none: every channel is one or the other.</summary>
    public SalesChannelListQuery WithStates(IReadOnlySet<bool> disabled) => this with { IsDisabled = disabled.Count == 1 ? disabled.First() : null, Page = 1 };

    /// <summary>Sorts by a column; the same column again turns the order round. Names begin at A, times at the latest.</summary>
    public SalesChannelListQuery WithSort(string field) => this with
    {
        Sort = field,
        Descending = field == Sort ? !Descending : field != "name",
        Page = 1,
    };

    public SalesChannelListQuery WithPage(int page) => this with { Page = Math.Max(page, 1) };

    public SalesChannelListQuery WithoutFilters() => this with { Search = "", IsDisabled = null, Page = 1 };

    /// <summary>The query's part of the address; a <see langword="null"/> is left out of it, so the plain list has the plain address.</summary>
    public IReadOnlyDictionary<string, object?> ToParameters() => new Dictionary<string, object?>
    {
        ["q"] = Search.Length > 0 ? Search : null,
        ["state"] = IsDisabled switch { true => DisabledState, false => EnabledState, _ => null },
        ["sort"] = (Sort, Descending) is (DefaultSort, false) ? null : (Descending ? "-" : "") + Sort,
        ["page"] = Page > 1 ? Page : null,
    };

    public ListSalesChannelsQuery ToModule() => new()
    {
        Search = Search.Length > 0 ? Search : null,
        IsDisabled = IsDisabled,
        Sort = Sort switch { "changed" => SalesChannelSort.UpdatedAt, "created" => SalesChannelSort.CreatedAt, _ => SalesChannelSort.Name },
        Descending = Descending,
        Offset = (Page - 1) * PageSize,
        Limit = PageSize,
    };
}
