using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace ApiKeys.Queries;

/// <summary>Reads rows of any number, a page at a time. Each page begins where the last one ended, so what is added or removed meanwhile moves no row.</summary>
internal static class Keyset
{
    private const int PageSize = 500;

    /// <summary>The rows before one in the order of ids, or all.</summary>
    public static IQueryable<T> Before<T>(this IQueryable<T> rows, Expression<Func<T, string>> id, string? last)
    {
        if (last is null)
        {
            return rows;
        }

        // The database compares, by the collation of the column.
#pragma warning disable CA1309
        Expression<Func<string, bool>> isBefore = value => string.Compare(value, last) < 0;
#pragma warning restore CA1309
        return rows.Where(Predicates.On(id, isBefore));
    }

    /// <param name="read">Reads the page that follows an id, or the first.</param>
    /// <param name="idOf">The id that the rows are ordered by.</param>
    public static IAsyncEnumerable<T> ReadAsync<T>(Func<string?, int, CancellationToken, Task<IReadOnlyList<T>>> read, Func<T, string> idOf)
    {
        return Read();

        async IAsyncEnumerable<T> Read([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            string? last = null;
            IReadOnlyList<T> page;
            do
            {
                page = await read(last, PageSize, cancellationToken);
                foreach (var row in page)
                {
                    last = idOf(row);
                    yield return row;
                }
            }
            while (page.Count == PageSize);
        }
    }
}
