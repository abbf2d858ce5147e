using System.Runtime.CompilerServices;

namespace ApiKeys.Queries;

/// <summary>What a query may ask for at once.</summary>
internal static class QueryLimits
{
    public const int MaxLimit = 10_000;
    public const int MaxValues = 1000;
    public const int MaxFilters = 100;
    public const int MaxDepth = 10;

    /// <summary>Counts the values of a filter.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are too many.</exception>
    public static int CheckValues<T>(IReadOnlyList<T>? values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        if (values?.Count > MaxValues)
        {
            throw new ArgumentOutOfRangeException(name, values.Count, $"A filter takes at most {MaxValues} values.");
        }

        return values?.Count ?? 0;
    }

    public static void CheckPage(int offset, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);
    }

    /// <summary>Checks a filter and all that it holds.</summary>
    /// <remarks>
    /// Each value is a parameter of one statement, and SQL Server takes 2,100. EF Core fills lists up to a round number, so a list of 11 values can take 20: all values
    /// together are bounded by less than half of that.
    /// </remarks>
    /// <param name="filter">The outermost one.</param>
    /// <param name="inner">The filters in a filter.</param>
    /// <param name="countValues">Checks one filter by itself, and counts its values.</param>
    public static void CheckFilters<T>(T filter, Func<T, IEnumerable<T>> inner, Func<T, int> countValues)
    {
        // Level by level: to walk into filters that stand a thousand deep in each other is to overflow the stack before they are refused.
        List<T> level = [filter];
        for (var (depth, count, values) = (0, 0, 0); level.Count > 0; depth++)
        {
            count += level.Count;
            if (depth > MaxDepth || count > MaxFilters)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(filter), $"A query has at most {MaxFilters} filters, and they stand at most {MaxDepth} deep in each other.");
            }

            values += level.Sum(countValues);
            CheckTogether(values, nameof(filter));
            level = [.. level.SelectMany(inner)];
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">All filters of a query together have too many values.</exception>
    public static void CheckTogether(int values, string name)
    {
        if (values > MaxValues)
        {
            throw new ArgumentOutOfRangeException(name, values, $"All filters of a query together take at most {MaxValues} values, times and words to search for.");
        }
    }

    /// <summary>Counts the times of ranges.</summary>
    public static int CheckRanges(params ReadOnlySpan<TimeRange?> ranges)
    {
        var count = 0;
        foreach (var range in ranges)
        {
            count += CheckValues(range?.In) + CheckValues(range?.NotIn)
                + new[] { range?.From, range?.Before, range?.After, range?.Until }.Count(bound => bound is not null);
        }

        return count;
    }
}
