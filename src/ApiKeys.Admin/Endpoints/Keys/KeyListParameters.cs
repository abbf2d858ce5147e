using ApiKeys.Admin.Endpoints.OpenApi;
using ApiKeys.Admin.Endpoints.Requests;

namespace ApiKeys.Admin.Endpoints.Keys;

/// <summary>Reads the query of a list. Where it says nothing the contract's defaults hold: 20 keys, the oldest first.</summary>
internal static class KeyListParameters
{
    private static readonly Dictionary<string, ApiKeySort> Orders = new(StringComparer.Ordinal)
    {
        // An id begins with the moment of its making.
        ["id"] = ApiKeySort.CreatedAt,
        ["title"] = ApiKeySort.Title,
        ["token"] = ApiKeySort.PublicToken,
        ["redacted"] = ApiKeySort.Redacted,
        ["type"] = ApiKeySort.Type,
        ["last_used_at"] = ApiKeySort.LastUsedAt,
        ["created_at"] = ApiKeySort.CreatedAt,
        ["updated_at"] = ApiKeySort.UpdatedAt,
        ["created_by"] = ApiKeySort.CreatedBy,
        ["revoked_at"] = ApiKeySort.RevokedAt,
        ["revoked_by"] = ApiKeySort.RevokedBy,
        ["deleted_at"] = ApiKeySort.DeletedAt,
        ["expires_at"] = ApiKeySort.ExpiresAt,
        ["sales_channels.name"] = ApiKeySort.SalesChannelName,
    };

    private static readonly IReadOnlyDictionary<string, ApiKeyStatus> Statuses = EnumNames.Of<ApiKeyStatus>();

    /// <summary>The filters, as the OpenAPI document describes them.</summary>
    public static IReadOnlyList<QueryDescription> Filters { get; } =
    [
        new("q", "Search words. Each must be in the title or the redacted token.", typeof(string)),
        new("id", "One or several ids: `id=a`, `id[]=a&id[]=b`, `id[0]=a`.", typeof(string)),
        new("title", "One or several titles.", typeof(string)),
        new("token", "One or several tokens of publishable keys.", typeof(string)),
        new("type", "`secret` or `publishable`.", typeof(ApiKeyType)),
        new("owned_by", "One or several ids of users who answer for the keys.", typeof(string)),
        new("status", "One or several statuses: `status[]=active&status[]=revoking`.", typeof(string)),
        new("scope", "One or several scopes. The key must have one of exactly these; a wildcard finds keys with that wildcard.", typeof(string)),
        new("sales_channel_id", "One or several ids of sales channels that publishable keys are linked to.", typeof(string)),
        new("last_used_at", QueryDescription.Times, typeof(string)),
        new("expires_at", QueryDescription.Times, typeof(string)),
        new("created_at", QueryDescription.Times, typeof(string)),
        new("updated_at", QueryDescription.Times, typeof(string)),
        new("revoked_at", QueryDescription.Times, typeof(string)),
        new("deleted_at", QueryDescription.Times, typeof(string)),
    ];

    /// <summary>The parameters of a list besides its page.</summary>
    public static IReadOnlyList<QueryDescription> Descriptions { get; } = [.. Filters, new("with_deleted", "Whether to include deleted keys.", typeof(bool))];

    public static ApiKeyFilter ReadFilter(QueryFields query) => Filter(query, new FilterBudget(query.Problems), depth: 0);

    public static ListApiKeysQuery Read(QueryFields query)
    {
        var (sort, descending) = query.Order(Orders);
        return new ListApiKeysQuery(ReadFilter(query))
        {
            Sort = sort,
            Descending = descending,
            Limit = query.Number("limit", 20, ListApiKeysQuery.MaxLimit),
            Offset = query.Number("offset", 0, int.MaxValue),
            WithDeleted = query.Choice("with_deleted", QueryFields.Booleans) ?? false,
        };
    }

    private static ApiKeyFilter Filter(QueryFields query, FilterBudget budget, int depth) => new()
    {
        Search = budget.Search(query, "q"),
        Ids = budget.Texts(query, "id"),
        Titles = budget.Texts(query, "title"),
        PublicTokens = budget.Texts(query, "token"),
        OwnedBy = budget.Texts(query, "owned_by"),
        Statuses = budget.Choices(query, "status", Statuses),
        Scopes = budget.Scopes(query, "scope"),
        SalesChannelIds = budget.Texts(query, "sales_channel_id"),
        LastUsedAt = budget.Times(query, "last_used_at"),
        ExpiresAt = budget.Times(query, "expires_at"),
        Type = query.Choice("type", EnumNames.Of<ApiKeyType>()),
        CreatedAt = budget.Times(query, "created_at"),
        UpdatedAt = budget.Times(query, "updated_at"),
        RevokedAt = budget.Times(query, "revoked_at"),
        DeletedAt = budget.Times(query, "deleted_at"),
        AllOf = budget.Filters(query, "$and", depth, Filter),
        AnyOf = budget.Filters(query, "$or", depth, Filter),
    };
}
