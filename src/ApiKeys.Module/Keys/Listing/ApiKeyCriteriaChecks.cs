using ApiKeys.Queries;

namespace ApiKeys.Keys.Listing;

/// <summary>Checks what a query about keys asks for.</summary>
internal static class ApiKeyCriteriaChecks
{
    /// <exception cref="ArgumentOutOfRangeException">It asks for too much at once.</exception>
    public static void Check(ListApiKeysQuery query)
    {
        QueryLimits.CheckPage(query.Offset, query.Limit);
        QueryLimits.CheckFilters<ApiKeyCriteria>(query, filter => [.. filter.AllOf ?? [], .. filter.AnyOf ?? []], CountValues);
    }

    private static int CountValues(ApiKeyCriteria filter) =>
        QueryLimits.CheckValues(filter.Ids)
        + QueryLimits.CheckValues(filter.Statuses)
        + QueryLimits.CheckValues(filter.Titles)
        + QueryLimits.CheckValues(filter.PublicTokens)
        + QueryLimits.CheckValues(filter.CreatedBy)
        + QueryLimits.CheckValues(filter.OwnedBy)
        + QueryLimits.CheckValues(filter.ReplacesIds)
        + QueryLimits.CheckValues(filter.SalesChannelIds)
        + QueryLimits.CheckValues(filter.Scopes)
        + QueryLimits.CheckRanges(filter.LastUsedAt, filter.CreatedAt, filter.UpdatedAt, filter.RevokedAt, filter.ExpiresAt, filter.DeletedAt)
        + (SearchText.Words(filter.Search)?.Count ?? 0)
        + (filter.Type is null ? 0 : 1)
        + (filter.HasOwner is null ? 0 : 1);
}
