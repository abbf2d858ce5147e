using System.Collections.Immutable;
using ApiKeys.Audit;
using ApiKeys.Storage;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Keys;

/// <summary>
/// Counts what a list matches. To count all keys takes most of a list's time where there are many, so these counts are kept until a key changes; what is
/// filtered further, by a status that passes with time above all, is counted anew.
/// </summary>
internal sealed class KeyCounts
{
    private static readonly CompiledQuery<Func<ApiKeysDbContext, CancellationToken, Task<string?>>> LastEvent = new(() => EF.CompileAsyncQuery(
        (ApiKeysDbContext database, CancellationToken _) => database.Set<ApiKeyEvent>().OrderByDescending(row => row.Position).Select(row => row.Id).FirstOrDefault()));

    private volatile Known? _known;

    public async Task<int> CountAsync(
        ApiKeysDbContext database, IQueryable<ApiKey> filtered, ListApiKeysQuery query, CancellationToken cancellationToken)
    {
        if (!CountsAll(query))
        {
            return await filtered.CountAsync(cancellationToken);
        }

        // Before the count, never after: a change and its event are committed together, events one after another. So what is counted from here on has this
        // event's changes or newer ones, and whoever still finds this event to be the last is told of a moment within their own call. By its id and not its
        // place: a restored database counts places again.
        var last = await LastEvent.For(database)(database, cancellationToken);
        var which = (query.Type, query.WithDeleted);
        if (_known is { } known && known.LastEvent == last && known.Counts.TryGetValue(which, out var kept))
        {
            return kept;
        }

        var count = await filtered.CountAsync(cancellationToken);
        if (last is not null)
        {
            var others = _known is { } current && current.LastEvent == last ? current.Counts : ImmutableDictionary<(ApiKeyType?, bool), int>.Empty;
            _known = new Known(last, others.SetItem(which, count));
        }

        return count;
    }

    // Compared as a whole, so that a filter which is added one day is not overlooked here.
    private static bool CountsAll(ListApiKeysQuery query) => query == new ListApiKeysQuery
    {
        Type = query.Type,
        WithDeleted = query.WithDeleted,
        Sort = query.Sort,
        Descending = query.Descending,
        Offset = query.Offset,
        Limit = query.Limit,
    };

    private sealed record Known(string LastEvent, ImmutableDictionary<(ApiKeyType? Type, bool WithDeleted), int> Counts);
}
