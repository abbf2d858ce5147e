using ApiKeys.Admin.Components.Shared.Lists;

namespace ApiKeys.Admin.Components.SalesChannels;

/// <summary>What the list of sales channels shows: <c>?q=words&amp;state=disabled&amp;sort=-name&amp;page=2</c>.</summary>
public sealed record SalesChannelListQuery : ListQuery
{
    private const string EnabledState = "enabled";
    private const string DisabledState = "disabled";

    public SalesChannelListQuery(QueryValues values)
        : base(values, new SortField("name"), new SortField("changed", Descending: true), new SortField("created", Descending: true)) =>
        IsDisabled = values["state"] switch { DisabledState => true, EnabledState => false, _ => null };

    /// <summary>Only disabled ones, or only those that are not; null for both.</summary>
    public bool? IsDisabled { get; init; }

    protected override IReadOnlyDictionary<string, string?> Filters => new Dictionary<string, string?>
    {
        ["state"] = IsDisabled switch { true => DisabledState, false => EnabledState, _ => null },
    };

    public ListSalesChannelsQuery ToModule() => new()
    {
        Search = Search.Length > 0 ? Search : null,
        IsDisabled = IsDisabled,
        Sort = Sort switch { "changed" => SalesChannelSort.UpdatedAt, "created" => SalesChannelSort.CreatedAt, _ => SalesChannelSort.Name },
        Descending = Descending,
        Offset = Offset,
        Limit = PageSize,
    };
}
