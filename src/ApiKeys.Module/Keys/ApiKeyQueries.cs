using System.Runtime.CompilerServices;
using ApiKeys.Storage;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Keys;

/// <summary>Reads keys and events.</summary>
internal sealed class ApiKeyQueries(IDbContextFactory<ApiKeysDbContext> databases, ApiKeyFactory factory, TimeProvider timeProvider)
{
    public async Task<IReadOnlyList<ApiKeyDetails>> ListAsync(ListApiKeysQuery query, CancellationToken cancellationToken)
    {
        Check(query);
        var now = timeProvider.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await PageAsync(database, Filter(database.Keys, query, now), query, now, cancellationToken);
    }

    public async Task<PagedList<ApiKeyDetails>> ListAndCountAsync(ListApiKeysQuery query, CancellationToken cancellationToken)
    {
        Check(query);
        var now = timeProvider.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var filtered = Filter(database.Keys, query, now);
        var count = await filtered.CountAsync(cancellationToken);
        var page = count <= query.Offset ? [] : await PageAsync(database, filtered, query, now, cancellationToken);
        return new PagedList<ApiKeyDetails>(page, count, query.Offset, query.Limit);
    }

    public async Task<ApiKeyDetails?> RetrieveAsync(string id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var key = await database.Keys.AsNoTracking()
            .FirstOrDefaultAsync(key => key.Id == id && key.DeletedAt == null, cancellationToken);
        return key is null ? null : factory.Read(key, timeProvider.GetUtcNow());
    }

    public async Task<PagedList<ApiKeyEventDetails>> ListEventsAsync(ListApiKeyEventsQuery query, CancellationToken cancellationToken)
    {
        CheckPage(query.Offset, query.Limit);
        CheckValues(query.Actors);
        CheckValues(query.Actions);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var events = database.Events.AsNoTracking();
        events = query.SubjectId is { } subjectId ? events.Where(row => row.SubjectId == subjectId) : events;
        events = query.Actors is { } actors ? events.Where(row => actors.Contains(row.Actor)) : events;
        events = query.Actions is { } actions ? events.Where(row => actions.Contains(row.Action)) : events;
        events = query.ExecutionId is { } executionId ? events.Where(row => row.ExecutionId == executionId) : events;

        var count = await events.CountAsync(cancellationToken);
        var page = await events.OrderByDescending(row => row.Id).Skip(query.Offset).Take(query.Limit).ToListAsync(cancellationToken);
        return new PagedList<ApiKeyEventDetails>([.. page.Select(row => row.Read())], count, query.Offset, query.Limit);
    }

    /// <summary>Reads the keys that an execution did something to, in the order of their making, deleted ones included.</summary>
    public async Task<IReadOnlyList<ApiKeyDetails>> TouchedByAsync(
        string executionId, ApiKeyAction action, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var keys = await database.Keys.AsNoTracking()
            .Where(key => database.Events.Any(row => row.ExecutionId == executionId && row.SubjectId == key.Id && row.Action == action))
            .OrderBy(key => key.Id)
            .ToListAsync(cancellationToken);
        return Read(keys);
    }

    /// <summary>Reads keys in the order asked for, deleted ones included.</summary>
    public async Task<IReadOnlyList<ApiKeyDetails>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var keys = await database.Keys.AsNoTracking().Where(key => ids.Contains(key.Id)).ToListAsync(cancellationToken);
        return Read(ids.Join(keys, id => id, key => key.Id, (_, key) => key));
    }

    private List<ApiKeyDetails> Read(IEnumerable<ApiKey> keys)
    {
        var now = timeProvider.GetUtcNow();
        return [.. keys.Select(key => factory.Read(key, now))];
    }

    private static IQueryable<ApiKey> Filter(IQueryable<ApiKey> keys, ListApiKeysQuery query, DateTimeOffset now)
    {
        keys = keys.AsNoTracking().Where(key => key.DeletedAt == null);
        keys = query.Type is { } type ? keys.Where(key => key.Type == type) : keys;
        keys = query.Ids is { } ids ? keys.Where(key => ids.Contains(key.Id)) : keys;
        keys = query.Titles?.Select(ApiKeyRules.Tidy).ToList() is { } titles ? keys.Where(key => titles.Contains(key.Title)) : keys;
        keys = query.CreatedBy is { } createdBy ? keys.Where(key => createdBy.Contains(key.CreatedBy)) : keys;
        keys = query.ReplacesIds is { } replacesIds ? keys.Where(key => replacesIds.Contains(key.ReplacesId!)) : keys;
        keys = query.Statuses is { } statuses ? keys.Where(ApiKeyStatusRules.HasOneOf(statuses, now)) : keys;
        keys = query.CreatedAt?.From is { } createdFrom ? keys.Where(key => key.CreatedAt >= createdFrom) : keys;
        keys = query.CreatedAt?.Before is { } createdBefore ? keys.Where(key => key.CreatedAt < createdBefore) : keys;
        keys = query.UpdatedAt?.From is { } updatedFrom ? keys.Where(key => key.UpdatedAt >= updatedFrom) : keys;
        keys = query.UpdatedAt?.Before is { } updatedBefore ? keys.Where(key => key.UpdatedAt < updatedBefore) : keys;
        keys = query.RevokedAt?.From is { } revokedFrom ? keys.Where(key => key.RevokedAt >= revokedFrom) : keys;
        keys = query.RevokedAt?.Before is { } revokedBefore ? keys.Where(key => key.RevokedAt < revokedBefore) : keys;
        keys = query.ExpiresAt?.From is { } expiresFrom ? keys.Where(key => key.ExpiresAt >= expiresFrom) : keys;
        keys = query.ExpiresAt?.Before is { } expiresBefore ? keys.Where(key => key.ExpiresAt < expiresBefore) : keys;

        foreach (var word in SearchText.Words(query.Search))
        {
            keys = keys.Where(key => key.SearchText.Contains(word));
        }

        return keys;
    }

    private async Task<IReadOnlyList<ApiKeyDetails>> PageAsync(
        ApiKeysDbContext database, IQueryable<ApiKey> keys, ListApiKeysQuery query, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (query.Limit == 0)
        {
            return [];
        }

        // Which keys are on the page is found in an index alone; only those rows are read. To sort whole rows costs some twenty times as much.
        var ids = Sort(keys, query).Skip(query.Offset).Take(query.Limit).Select(key => key.Id);
        var page = await Sort(database.Keys.AsNoTracking().Where(key => ids.Contains(key.Id)), query).ToListAsync(cancellationToken);
        return [.. page.Select(key => factory.Read(key, now))];
    }

    private static IOrderedQueryable<ApiKey> Sort(IQueryable<ApiKey> keys, ListApiKeysQuery query) => (query.Sort, query.Descending) switch
    {
        (ApiKeySort.Title, false) => keys.OrderBy(key => key.SearchText).ThenBy(key => key.Id),
        (ApiKeySort.Title, true) => keys.OrderByDescending(key => key.SearchText).ThenByDescending(key => key.Id),
        (ApiKeySort.LastUsedAt, false) => keys.OrderBy(key => key.LastUsedAt == null).ThenBy(key => key.LastUsedAt).ThenBy(key => key.Id),
        (ApiKeySort.LastUsedAt, true) =>
            keys.OrderBy(key => key.LastUsedAt == null).ThenByDescending(key => key.LastUsedAt).ThenByDescending(key => key.Id),
        (ApiKeySort.UpdatedAt, false) => keys.OrderBy(key => key.UpdatedAt).ThenBy(key => key.Id),
        (ApiKeySort.UpdatedAt, true) => keys.OrderByDescending(key => key.UpdatedAt).ThenByDescending(key => key.Id),
        (_, false) => keys.OrderBy(key => key.CreatedAt).ThenBy(key => key.Id),
        (_, true) => keys.OrderByDescending(key => key.CreatedAt).ThenByDescending(key => key.Id),
    };

    private static void Check(ListApiKeysQuery query)
    {
        CheckPage(query.Offset, query.Limit);
        CheckValues(query.Ids);
        CheckValues(query.Statuses);
        CheckValues(query.Titles);
        CheckValues(query.CreatedBy);
        CheckValues(query.ReplacesIds);
    }

    // Each value is a parameter of the statement, and databases have a limit of those.
    private static void CheckValues<T>(IReadOnlyList<T>? values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        if (values?.Count > ListApiKeysQuery.MaxValues)
        {
            throw new ArgumentOutOfRangeException(name, values.Count, $"A filter takes at most {ListApiKeysQuery.MaxValues} values.");
        }
    }

    private static void CheckPage(int offset, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, ListApiKeysQuery.MaxLimit);
    }
}
