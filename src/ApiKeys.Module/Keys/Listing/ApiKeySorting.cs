using System.Linq.Expressions;

namespace ApiKeys.Keys.Listing;

/// <summary>The order of lists. Whatever they are sorted by, the id decides between equals, so that pages neither repeat nor skip a key.</summary>
internal static class ApiKeySorting
{
    public static IOrderedQueryable<ApiKey> Sort(IQueryable<ApiKey> keys, ListApiKeysQuery query) => query.Sort switch
    {
        ApiKeySort.Title => keys.By(key => key.SearchText, query.Descending),
        ApiKeySort.LastUsedAt => keys.OrderBy(key => key.LastUsedAt == null).Then(key => key.LastUsedAt, query.Descending),
        ApiKeySort.UpdatedAt => keys.By(key => key.UpdatedAt, query.Descending),
        ApiKeySort.Redacted => keys.By(key => key.Redacted, query.Descending),
        ApiKeySort.PublicToken => keys.OrderBy(key => key.PublicToken == null).Then(key => key.PublicToken, query.Descending),
        ApiKeySort.Type => keys.By(key => key.Type, query.Descending),
        ApiKeySort.CreatedBy => keys.By(key => key.CreatedBy, query.Descending),
        ApiKeySort.RevokedAt => keys.OrderBy(key => key.RevokedAt == null).Then(key => key.RevokedAt, query.Descending),
        ApiKeySort.RevokedBy => keys.OrderBy(key => key.RevokedBy == null).Then(key => key.RevokedBy, query.Descending),
        ApiKeySort.ExpiresAt => keys.OrderBy(key => key.ExpiresAt == null).Then(key => key.ExpiresAt, query.Descending),
        ApiKeySort.DeletedAt => keys.OrderBy(key => key.DeletedAt == null).Then(key => key.DeletedAt, query.Descending),
        ApiKeySort.SalesChannelName => keys.ByChannel(query.Descending),
        _ => keys.By(key => key.CreatedAt, query.Descending),
    };

    private static IOrderedQueryable<ApiKey> ByChannel(this IQueryable<ApiKey> keys, bool descending)
    {
        var linked = keys.OrderBy(key => !key.Links.Any(link => link.UnlinkedAt == null));
        return descending
            ? linked.Then(key => key.Links.Where(link => link.UnlinkedAt == null).Max(link => link.Channel.SearchText), descending)
            : linked.Then(key => key.Links.Where(link => link.UnlinkedAt == null).Min(link => link.Channel.SearchText), descending);
    }

    private static IOrderedQueryable<ApiKey> By<TValue>(this IQueryable<ApiKey> keys, Expression<Func<ApiKey, TValue>> value, bool descending) =>
        descending
            ? keys.OrderByDescending(value).ThenByDescending(key => key.Id)
            : keys.OrderBy(value).ThenBy(key => key.Id);

    private static IOrderedQueryable<ApiKey> Then<TValue>(this IOrderedQueryable<ApiKey> keys, Expression<Func<ApiKey, TValue>> value, bool descending) =>
        descending
            ? keys.ThenByDescending(value).ThenByDescending(key => key.Id)
            : keys.ThenBy(value).ThenBy(key => key.Id);
}
