namespace ApiKeys.Admin.Components.Shared.Lists;

/// <summary>
/// What a list page shows: its search, filters, order and page. It reads itself from the address and writes itself to it:
/// <c>?q=words&amp;status=active&amp;sort=-title&amp;page=2</c>.
/// </summary>
/// <remarks>A record with a list among its filters has to pass <c>Equals</c> on to this one, which compares what the address says.</remarks>
public abstract record ListQuery
{
    public const int DefaultPageSize = 20;
    public const int MaxSearchLength = 200;

    private readonly IReadOnlyList<SortField> _sortFields;

    /// <param name="values">The address.</param>
    /// <param name="sortFields">The columns to sort by; the first is the order that isn't in the address.</param>
    protected ListQuery(QueryValues values, params IReadOnlyList<SortField> sortFields)
    {
        _sortFields = sortFields;
        Search = values.Search("q", MaxSearchLength);
        Page = values.Page("page");
        var sort = values["sort"];
        var known = sortFields.FirstOrDefault(field => field.Name == sort?.TrimStart('-'));
        Sort = (known ?? DefaultSort).Name;
        Descending = known is null ? DefaultSort.Descending : sort!.StartsWith('-');
    }

    public string Search { get; private init; }

    /// <summary>The name of a <see cref="SortField"/>.</summary>
    public string Sort { get; private init; }

    public bool Descending { get; private init; }

    /// <summary>Counted from 1.</summary>
    public int Page { get; private init; }

    public virtual int PageSize => DefaultPageSize;

    public int Offset => (Page - 1) * PageSize;

    public bool IsFiltered => Search.Length > 0 || Filters.Values.Any(value => value is not null);

    /// <summary>What the rows are narrowed to besides the search, by the names of the address; a <see langword="null"/> narrows nothing.</summary>
    protected abstract IReadOnlyDictionary<string, string?> Filters { get; }

    private SortField DefaultSort => _sortFields is [var first, ..] ? first : new SortField("");

    public ListQuery WithSearch(string search) => this with { Search = QueryValues.SearchText(search, MaxSearchLength), Page = 1 };

    /// <summary>Sorts by a column; the same column again turns the order round.</summary>
    public ListQuery WithSort(string name) => this with
    {
        Sort = name,
        Descending = name == Sort ? !Descending : _sortFields.Single(field => field.Name == name).Descending,
        Page = 1,
    };

    public ListQuery WithPage(int page) => this with { Page = Math.Max(page, 1) };

    /// <summary>The query's part of the address; a <see langword="null"/> is left out of it, so the plain list has the plain address.</summary>
    public IReadOnlyDictionary<string, object?> ToParameters()
    {
        var parameters = new Dictionary<string, object?> { ["q"] = Search.Length > 0 ? Search : null };
        foreach (var (name, value) in Filters)
        {
            parameters[name] = value;
        }

        parameters["sort"] = (Sort, Descending) == (DefaultSort.Name, DefaultSort.Descending) ? null : (Descending ? "-" : "") + Sort;
        parameters["page"] = Page > 1 ? Page : null;
        return parameters;
    }

    /// <summary>Whether the other finds the same rows, in whatever order and on whichever page.</summary>
    public bool FindsTheSameAs(ListQuery other) => Search == other.Search && Filters.SequenceEqual(other.Filters);

    public virtual bool Equals(ListQuery? other) =>
        other is not null && EqualityContract == other.EqualityContract && FindsTheSameAs(other)
        && (Sort, Descending, Page) == (other.Sort, other.Descending, other.Page);

    public override int GetHashCode() => HashCode.Combine(Search, Sort, Descending, Page);
}
