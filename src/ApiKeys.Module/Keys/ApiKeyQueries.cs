using ApiKeys.Keys.Link;
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
        var key = await database.Keys.AsNoTracking().WithLinks()
            .FirstOrDefaultAsync(key => key.Id == id && key.DeletedAt == null, cancellationToken);
        return key is null ? null : factory.Read(key, timeProvider.GetUtcNow());
    }

    public async Task<PagedList<ApiKeyEventDetails>> ListEventsAsync(ListApiKeyEventsQuery query, CancellationToken cancellationToken)
    {
        QueryLimits.CheckPage(query.Offset, query.Limit);
        QueryLimits.CheckValues(query.Actors);
        QueryLimits.CheckValues(query.Actions);
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
        return await ReadAsync(database, keys, timeProvider.GetUtcNow(), cancellationToken);
    }

    /// <summary>Reads keys in the order asked for, deleted ones included.</summary>
    public async Task<IReadOnlyList<ApiKeyDetails>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var keys = await database.Keys.AsNoTracking().Where(key => ids.Contains(key.Id)).ToListAsync(cancellationToken);
        return await ReadAsync(
            database, [.. ids.Join(keys, id => id, key => key.Id, (_, key) => key)], timeProvider.GetUtcNow(), cancellationToken);
    }

    private async Task<IReadOnlyList<ApiKeyDetails>> ReadAsync(
        ApiKeysDbContext database, IReadOnlyList<ApiKey> keys, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Read beside the keys instead of joined to them: a key's row would come once for each of its channels, and secret keys have none.
        var ids = keys.Where(key => key.Type == ApiKeyType.Publishable).Select(key => key.Id).ToList();
        if (ids.Count > 0)
        {
            var links = await database.Links.AsNoTracking().Include(link => link.Channel)
                .Where(link => ids.Contains(link.KeyId) && link.UnlinkedAt == null)
                .ToListAsync(cancellationToken);
            var byKey = links.ToLookup(link => link.KeyId);
            foreach (var key in keys)
            {
                key.Links.AddRange(byKey[key.Id]);
            }
        }

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
        keys = query.SalesChannelIds is { } channelIds
            ? keys.Where(key => key.Links.Any(link => channelIds.Contains(link.ChannelId) && link.UnlinkedAt == null))
            : keys;
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
        return await ReadAsync(database, page, now, cancellationToken);
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
        QueryLimits.CheckPage(query.Offset, query.Limit);
        QueryLimits.CheckValues(query.Ids);
        QueryLimits.CheckValues(query.Statuses);
        QueryLimits.CheckValues(query.Titles);
        QueryLimits.CheckValues(query.CreatedBy);
        QueryLimits.CheckValues(query.ReplacesIds);
        QueryLimits.CheckValues(query.SalesChannelIds);
    }
}
