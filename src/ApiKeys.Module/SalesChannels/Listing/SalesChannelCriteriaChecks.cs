using ApiKeys.Queries;

namespace ApiKeys.SalesChannels.Listing;

/// <summary>Checks what a query about sales channels asks for.</summary>
internal static class SalesChannelCriteriaChecks
{
    /// <exception cref="ArgumentOutOfRangeException">It asks for too much at once.</exception>
    public static void Check(ListSalesChannelsQuery query)
    {
        QueryLimits.CheckPage(query.Offset, query.Limit);
        QueryLimits.CheckFilters<SalesChannelCriteria>(query, filter => [.. filter.AllOf ?? [], .. filter.AnyOf ?? []], CheckOne);
    }

    private static void CheckOne(SalesChannelCriteria filter)
    {
        QueryLimits.CheckValues(filter.Ids);
        QueryLimits.CheckValues(filter.Names);
        QueryLimits.CheckValues(filter.Descriptions);
        QueryLimits.CheckValues(filter.PublishableKeyIds);
        QueryLimits.CheckRanges(filter.CreatedAt, filter.UpdatedAt, filter.DeletedAt);
    }
}
