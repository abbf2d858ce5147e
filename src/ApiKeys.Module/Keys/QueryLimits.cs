using System.Runtime.CompilerServices;

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
}
