using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Keys;

namespace ApiKeys.Admin.Endpoints.Keys;

/// <summary>Reads the query of a list. Where it says nothing the contract's defaults hold: 20 keys, the oldest first.</summary>
internal static class KeyListParameters
{
    private static readonly Dictionary<string, (ApiKeySort Sort, bool Descending)> Orders = QueryFields.Orders(new Dictionary<string, ApiKeySort>
    {
        // An id begins with the moment of its making.
        ["id"] = ApiKeySort.CreatedAt,
        ["created_at"] = ApiKeySort.CreatedAt,
        ["title"] = ApiKeySort.Title,
        ["updated_at"] = ApiKeySort.UpdatedAt,
        ["last_used_at"] = ApiKeySort.LastUsedAt,
    });

    public static ListApiKeysQuery Read(QueryFields query)
    {
        var order = query.Choice("order", Orders) ?? (ApiKeySort.CreatedAt, Descending: false);
        return new ListApiKeysQuery
        {
            Search = query.Text("q"),
            Ids = query.Texts("id", ListApiKeysQuery.MaxValues),
            Titles = query.Texts("title", ListApiKeysQuery.MaxValues),
            Type = query.Choice("type", KeyTypes.ByName),
            Sort = order.Sort,
            Descending = order.Descending,
            Limit = query.Number("limit", 20, ListApiKeysQuery.MaxLimit),
            Offset = query.Number("offset", 0, int.MaxValue),
        };
    }
}
