using ApiKeys.Queries;

namespace ApiKeys.SalesChannels.Listing;

/// <summary>Checks what a query about sales channels asks for.</summary>
internal static class SalesChannelCriteriaChecks
{
    /// <exception cref="ArgumentOutOfRangeException">It asks for too much at once.</exception>
    public static void Check(ListSalesChannelsQuery query)
    {
        QueryLimits.CheckPage(query.Offset, query.Limit);
        QueryLimits.CheckFilters<SalesChannelCriteria>(query, filter => [.. filter.AllOf ?? [], .. filter.AnyOf ?? []], CountValues);
    }

    private static int CountValues(SalesChannelCriteria filter) =>
        QueryLimits.CheckValues(filter.Ids)
        + QueryLimits.CheckValues(filter.Names)
        + QueryLimits.CheckValues(filter.Descriptions)
        + QueryLimits.CheckValues(filter.PublishableKeyIds)
        + QueryLimits.CheckRanges(filter.CreatedAt, filter.UpdatedAt, filter.DeletedAt)
        + (SearchText.Words(filter.Search)?.Count ?? 0)
        + (filter.IsDisabled is null ? 0 : 1);
}
