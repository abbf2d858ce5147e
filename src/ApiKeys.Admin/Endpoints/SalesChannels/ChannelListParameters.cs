using ApiKeys.Admin.Endpoints.OpenApi;
using ApiKeys.Admin.Endpoints.Requests;

namespace ApiKeys.Admin.Endpoints.SalesChannels;

/// <summary>Reads the query of a list of channels. Where it says nothing the contract's defaults hold: 20 channels, the oldest first.</summary>
internal static class ChannelListParameters
{
    private static readonly Dictionary<string, SalesChannelSort> Orders = new(StringComparer.Ordinal)
    {
        // An id begins with the moment of its making.
        ["id"] = SalesChannelSort.CreatedAt,
        ["name"] = SalesChannelSort.Name,
        ["description"] = SalesChannelSort.Description,
        ["is_disabled"] = SalesChannelSort.IsDisabled,
        ["created_at"] = SalesChannelSort.CreatedAt,
        ["updated_at"] = SalesChannelSort.UpdatedAt,
        ["deleted_at"] = SalesChannelSort.DeletedAt,
    };

    /// <summary>The filters, as the OpenAPI document describes them.</summary>
    public static IReadOnlyList<QueryDescription> Descriptions { get; } =
    [
        new("q", "Search words. Each must be in the name or the description.", typeof(string)),
        new("id", "One or several ids.", typeof(string)),
        new("name", "One or several names.", typeof(string)),
        new("description", "One or several descriptions.", typeof(string)),
        new("is_disabled", "`true`: only disabled channels. `false`: only the others.", typeof(bool)),
        new("publishable_key_id", "Channels that are linked to a key. One or several ids of keys.", typeof(string)),
        new("created_at", QueryDescription.Times, typeof(string)),
        new("updated_at", QueryDescription.Times, typeof(string)),
        new("deleted_at", QueryDescription.Times, typeof(string)),
        new("with_deleted", "Whether to include deleted channels.", typeof(bool)),
    ];

    public static ListSalesChannelsQuery Read(QueryFields query)
    {
        var (sort, descending) = query.Order(Orders);
        return new ListSalesChannelsQuery(Filter(query, new FilterBudget(query.Problems), depth: 0))
        {
            Sort = sort,
            Descending = descending,
            Limit = query.Number("limit", 20, ListApiKeysQuery.MaxLimit),
            Offset = query.Number("offset", 0, int.MaxValue),
            WithDeleted = query.Choice("with_deleted", QueryFields.Booleans) ?? false,
        };
    }

    private static SalesChannelFilter Filter(QueryFields query, FilterBudget budget, int depth)
    {
        return new SalesChannelFilter
        {
            Search = budget.Search(query, "q"),
            Ids = Ids(),
            Names = budget.Texts(query, "name"),
            Descriptions = budget.Texts(query, "description"),
            IsDisabled = query.Choice("is_disabled", QueryFields.Booleans),
            PublishableKeyIds = budget.Texts(query, "publishable_key_id"),
            CreatedAt = budget.Times(query, "created_at"),
            UpdatedAt = budget.Times(query, "updated_at"),
            DeletedAt = budget.Times(query, "deleted_at"),
            AllOf = budget.Filters(query, "$and", depth, Filter),
            AnyOf = budget.Filters(query, "$or", depth, Filter),
        };

        // There are no stock locations here, so no channel has any.
        IReadOnlyList<string>? Ids() => budget.Texts(query, "id") is var ids && budget.Texts(query, "location_id") is null ? ids : [];
    }
}
