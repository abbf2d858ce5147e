using System.Globalization;

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

    /// <summary>The sizes of a page that can be chosen.</summary>
    public static readonly IReadOnlyList<int> PageSizes = [DefaultPageSize, 50, 100];

    private readonly IReadOnlyList<SortField> _sortFields;
    private int _size;

    /// <param name="values">The address.</param>
    /// <param name="sortFields">The columns to sort by; the first is the order that isn't in the address.</param>
    protected ListQuery(QueryValues values, params IReadOnlyList<SortField> sortFields)
    {
        _sortFields = sortFields;
        Search = values.Search("q", MaxSearchLength);
        Page = values.Page("page");
        _size = PageSizes.FirstOrDefault(size => values["size"] == size.ToString(CultureInfo.InvariantCulture));
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

    /// <summary>One of <see cref="PageSizes"/>.</summary>
    public int PageSize => _size == 0 ? StandardPageSize : _size;

    public int Offset => (Page - 1) * PageSize;

    public bool IsFiltered => Search.Length > 0 || Filters.Values.Any(value => value is not null);

    /// <summary>What the rows are narrowed to besides the search, by the names of the address; a <see langword="null"/> narrows nothing.</summary>
    protected abstract IReadOnlyDictionary<string, string?> Filters { get; }

    /// <summary>The size of a page that isn't in the address.</summary>
    protected virtual int StandardPageSize => DefaultPageSize;

    private SortField DefaultSort => _sortFields is [var first, ..] ? first : new SortField("");

    public ListQuery WithSearch(string search) => this with { Search = QueryValues.SearchText(search, MaxSearchLength), Page = 1 };

    /// <summary>Sorts by a column; the same column again turns the order round.</summary>
    public ListQuery WithSort(string name) => this with
    {
        Sort = name,
        Descending = name == Sort ? !Descending : _sortFields.Single(field => field.Name == name).Descending,
        Page = 1,
    };

    /// <summary>Chooses the size of the pages. What was first on the page is on the new one too.</summary>
    public ListQuery WithPageSize(int size) => this with { _size = size, Page = (Offset / size) + 1 };

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
        parameters["size"] = PageSize == StandardPageSize ? null : PageSize;
        parameters["page"] = Page > 1 ? Page : null;
        return parameters;
    }

    /// <summary>Whether the other finds the same rows, in whatever order and on whichever page.</summary>
    public bool FindsTheSameAs(ListQuery other) => Search == other.Search && Filters.SequenceEqual(other.Filters);

    public virtual bool Equals(ListQuery? other) =>
        other is not null && EqualityContract == other.EqualityContract && FindsTheSameAs(other)
        && (Sort, Descending, PageSize, Page) == (other.Sort, other.Descending, other.PageSize, other.Page);

    public override int GetHashCode() => HashCode.Combine(Search, Sort, Descending, Page);
}
