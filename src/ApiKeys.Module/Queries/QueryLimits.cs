using System.Runtime.CompilerServices;

namespace ApiKeys.Queries;

/// <summary>What a query may ask for at once.</summary>
internal static class QueryLimits
{
    public const int MaxLimit = 10_000;
    public const int MaxValues = 1000;
    public const int MaxFilters = 100;
    public const int MaxDepth = 10;

    // Each value is a parameter of the statement, and databases have a limit of those.
    public static void CheckValues<T>(IReadOnlyList<T>? values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        if (values?.Count > MaxValues)
        {
            throw new ArgumentOutOfRangeException(name, values.Count, $"A filter takes at most {MaxValues} values.");
        }
    }

    public static void CheckPage(int offset, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);
    }

    // Level by level: to walk into filters that stand a thousand deep in each other is to overflow the stack before they are refused.
    public static void CheckFilters<T>(T filter, Func<T, IEnumerable<T>> inner, Action<T> check)
    {
        List<T> level = [filter];
        for (var (depth, count) = (0, 0); level.Count > 0; depth++)
        {
            count += level.Count;
            if (depth > MaxDepth || count > MaxFilters)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(filter), $"A query has at most {MaxFilters} filters, and they stand at most {MaxDepth} deep in each other.");
            }

            level.ForEach(check);
            level = [.. level.SelectMany(inner)];
        }
    }

    public static void CheckRanges(params ReadOnlySpan<TimeRange?> ranges)
    {
        foreach (var range in ranges)
        {
            CheckValues(range?.In);
            CheckValues(range?.NotIn);
        }
    }
}
