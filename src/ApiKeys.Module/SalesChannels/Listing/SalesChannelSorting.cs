using System.Linq.Expressions;

namespace ApiKeys.SalesChannels.Listing;

/// <summary>The order of lists of channels; the id decides between equals.</summary>
internal static class SalesChannelSorting
{
    public static IOrderedQueryable<SalesChannel> Sort(IQueryable<SalesChannel> channels, ListSalesChannelsQuery query) => query.Sort switch
    {
        SalesChannelSort.Name => channels.By(channel => channel.SearchText, query.Descending),
        SalesChannelSort.UpdatedAt => channels.By(channel => channel.UpdatedAt, query.Descending),
        SalesChannelSort.Description => channels.OrderBy(channel => channel.Description == null).Then(channel => channel.Description, query.Descending),
        SalesChannelSort.IsDisabled => channels.By(channel => channel.IsDisabled, query.Descending),
        SalesChannelSort.DeletedAt => channels.OrderBy(channel => channel.DeletedAt == null).Then(channel => channel.DeletedAt, query.Descending),
        _ => channels.By(channel => channel.CreatedAt, query.Descending),
    };

    private static IOrderedQueryable<SalesChannel> By<TValue>(
        this IQueryable<SalesChannel> channels, Expression<Func<SalesChannel, TValue>> value, bool descending) =>
        descending
            ? channels.OrderByDescending(value).ThenByDescending(channel => channel.Id)
            : channels.OrderBy(value).ThenBy(channel => channel.Id);

    private static IOrderedQueryable<SalesChannel> Then<TValue>(
        this IOrderedQueryable<SalesChannel> channels, Expression<Func<SalesChannel, TValue>> value, bool descending) =>
        descending
            ? channels.ThenByDescending(value).ThenByDescending(channel => channel.Id)
            : channels.ThenBy(value).ThenBy(channel => channel.Id);
}
