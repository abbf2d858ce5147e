using System.Runtime.CompilerServices;
using ApiKeys.SalesChannels;

namespace ApiKeys.Keys;

/// <summary>What a query may ask for at once.</summary>
internal static class QueryLimits
{
    // Each value is a parameter of the statement, and databases have a limit of those.
    public static void CheckValues<T>(IReadOnlyList<T>? values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        if (values?.Count > ListApiKeysQuery.MaxValues)
        {
            throw new ArgumentOutOfRangeException(name, values.Count, $"A filter takes at most {ListApiKeysQuery.MaxValues} values.");
        }
    }

    public static void CheckPage(int offset, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, ListApiKeysQuery.MaxLimit);
    }

    public static void CheckFilters(ApiKeyCriteria filter) => CheckFilters(filter, Inner, Check);

    public static void CheckFilters(SalesChannelCriteria filter) => CheckFilters(filter, Inner, Check);

    // Level by level: to walk into filters that stand a thousand deep in each other is to overflow the stack before they are refused.
    private static void CheckFilters<T>(T filter, Func<T, IEnumerable<T>> inner, Action<T> check)
    {
        List<T> level = [filter];
        for (var (depth, count) = (0, 0); level.Count > 0; depth++)
        {
            count += level.Count;
            if (depth > ListApiKeysQuery.MaxDepth || count > ListApiKeysQuery.MaxFilters)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(filter), $"A query has at most {ListApiKeysQuery.MaxFilters} filters, and they stand at most {ListApiKeysQuery.MaxDepth} deep in each other.");
            }

            level.ForEach(check);
            level = [.. level.SelectMany(inner)];
        }
    }

    private static IEnumerable<ApiKeyCriteria> Inner(ApiKeyCriteria filter) => [.. filter.AllOf ?? [], .. filter.AnyOf ?? []];

    private static IEnumerable<SalesChannelCriteria> Inner(SalesChannelCriteria filter) => [.. filter.AllOf ?? [], .. filter.AnyOf ?? []];

    private static void Check(ApiKeyCriteria filter)
    {
        CheckValues(filter.Ids);
        CheckValues(filter.Statuses);
        CheckValues(filter.Titles);
        CheckValues(filter.PublicTokens);
        CheckValues(filter.CreatedBy);
        CheckValues(filter.ReplacesIds);
        CheckValues(filter.SalesChannelIds);
        Check(filter.CreatedAt, filter.UpdatedAt, filter.RevokedAt, filter.ExpiresAt, filter.DeletedAt);
    }

    private static void Check(SalesChannelCriteria filter)
    {
        CheckValues(filter.Ids);
        CheckValues(filter.Names);
        CheckValues(filter.Descriptions);
        CheckValues(filter.PublishableKeyIds);
        Check(filter.CreatedAt, filter.UpdatedAt, filter.DeletedAt);
    }

    private static void Check(params ReadOnlySpan<TimeRange?> ranges)
    {
        foreach (var range in ranges)
        {
            CheckValues(range?.In);
            CheckValues(range?.NotIn);
        }
    }
}
