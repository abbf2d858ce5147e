using ApiKeys.Audit;
using ApiKeys.Queries;
using ApiKeys.SalesChannels.Links;
using ApiKeys.Storage;
using ApiKeys.Time;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Keys.Listing;

/// <summary>Reads keys.</summary>
internal sealed class ApiKeyQueries(
    IDbContextFactory<ApiKeysDbContext> databases, ApiKeyFactory factory, KeyCounts counts, KeyClock clock)
{
    private static readonly CompiledQuery<Func<ApiKeysDbContext, string, CancellationToken, Task<ApiKey?>>> Find = new(() => EF.CompileAsyncQuery(
        (ApiKeysDbContext database, string id, CancellationToken _) =>
            database.Set<ApiKey>().AsNoTracking().FirstOrDefault(key => key.Id == id && key.DeletedAt == null)));

    public async Task<IReadOnlyList<ApiKeyDetails>> ListAsync(ListApiKeysQuery query, CancellationToken cancellationToken)
    {
        ApiKeyCriteriaChecks.Check(query);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = await clock.NowAsync(database, cancellationToken);
        return await PageAsync(database, Filter(database.Set<ApiKey>(), query, now), query, now, cancellationToken);
    }

    public async Task<PagedList<ApiKeyDetails>> ListAndCountAsync(ListApiKeysQuery query, CancellationToken cancellationToken)
    {
        ApiKeyCriteriaChecks.Check(query);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = await clock.NowAsync(database, cancellationToken);
        var filtered = Filter(database.Set<ApiKey>(), query, now);
        var page = await PageAsync(database, filtered, query, now, cancellationToken);

        // A page that isn't full is the last, and says itself how many there are.
        var isLast = page.Count < query.Limit && (page.Count > 0 || query.Offset == 0);
        var count = isLast ? query.Offset + page.Count : await counts.CountAsync(database, filtered, query, cancellationToken);
        return new PagedList<ApiKeyDetails>(page, count, query.Offset, query.Limit);
    }

    public async Task<IReadOnlyDictionary<string, int>> CountByOwnerAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = await clock.NowAsync(database, cancellationToken);
        return await database.Set<ApiKey>()
            .Where(key => key.DeletedAt == null && key.OwnedBy != null)
            .Where(ApiKeyStatusRules.HasOneOf([ApiKeyStatus.Pending, ApiKeyStatus.Active, ApiKeyStatus.Revoking], now))
            .GroupBy(key => key.OwnedBy!)
            .Select(keys => new { Owner = keys.Key, Count = keys.Count() })
            .ToDictionaryAsync(row => row.Owner, row => row.Count, StringComparer.Ordinal, cancellationToken);
    }

    public async Task<ApiKeyDetails?> RetrieveAsync(string id, CancellationToken cancellationToken)
    {
        if (!WellFormedText.CanIdentify(id))
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Find.For(database)(database, id, cancellationToken) is { } key
            ? (await ReadAsync(database, [key], await clock.NowAsync(database, cancellationToken), cancellationToken))[0]
            : null;
    }

    /// <summary>Reads all that match, newest first. No connection is held while the reader is at work.</summary>
    public IAsyncEnumerable<ApiKeyDetails> ReadAllAsync(ApiKeyFilter filter)
    {
        var query = new ListApiKeysQuery(filter);
        ApiKeyCriteriaChecks.Check(query);
        return Keyset.ReadAsync(
            async (before, size, cancellationToken) =>
            {
                await using var database = await databases.CreateDbContextAsync(cancellationToken);
                var now = await clock.NowAsync(database, cancellationToken);
                var keys = Filter(database.Set<ApiKey>(), query, now).Before(key => key.Id, before);
                return await ReadAsync(database, await keys.OrderByDescending(key => key.Id).Take(size).ToListAsync(cancellationToken), now, cancellationToken);
            },
            key => key.Id);
    }

    /// <summary>Reads the keys that an execution did something to, in the order of their making, deleted ones included.</summary>
    public async Task<IReadOnlyList<ApiKeyDetails>> TouchedByAsync(
        string executionId, ApiKeyAction action, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var keys = await database.Set<ApiKey>().AsNoTracking()
            .Where(key => database.Set<ApiKeyEvent>().Any(row => row.ExecutionId == executionId && row.SubjectId == key.Id && row.Action == action))
            .OrderBy(key => key.Id)
            .ToListAsync(cancellationToken);
        return await ReadAsync(database, keys, await clock.NowAsync(database, cancellationToken), cancellationToken);
    }

    /// <summary>Reads keys in the order asked for, deleted ones included.</summary>
    public async Task<IReadOnlyList<ApiKeyDetails>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var keys = await database.Set<ApiKey>().AsNoTracking().Where(key => ids.Contains(key.Id)).ToListAsync(cancellationToken);
        return await ReadAsync(
            database, [.. ids.Join(keys, id => id, key => key.Id, (_, key) => key)], await clock.NowAsync(database, cancellationToken), cancellationToken);
    }

    private async Task<IReadOnlyList<ApiKeyDetails>> ReadAsync(
        ApiKeysDbContext database, IReadOnlyList<ApiKey> keys, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Read beside the keys instead of joined to them: a key's row would come once for each of its channels, and secret keys have none.
        foreach (var some in keys.Where(key => key.Type == ApiKeyType.Publishable).Chunk(ListApiKeysQuery.MaxValues))
        {
            var ids = some.Select(key => key.Id).ToList();
            var links = await database.Set<SalesChannelLink>().AsNoTracking().Include(link => link.Channel)
                .Where(link => ids.Contains(link.KeyId) && link.UnlinkedAt == null)
                .ToListAsync(cancellationToken);
            var byKey = links.ToLookup(link => link.KeyId);
            foreach (var key in some)
            {
                key.Links.AddRange(byKey[key.Id]);
            }
        }

        return [.. keys.Select(key => factory.Read(key, now))];
    }

    private static IQueryable<ApiKey> Filter(IQueryable<ApiKey> keys, ListApiKeysQuery query, DateTimeOffset now)
    {
        keys = keys.AsNoTracking();
        keys = query.WithDeleted ? keys : keys.Where(key => key.DeletedAt == null);
        return ApiKeyConditions.Of(query, now).Aggregate(keys, (rest, condition) => rest.Where(condition));
    }

    private async Task<IReadOnlyList<ApiKeyDetails>> PageAsync(
        ApiKeysDbContext database, IQueryable<ApiKey> keys, ListApiKeysQuery query, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (query.Limit == 0)
        {
            return [];
        }

        // Which keys are on the page is found in an index alone; only those rows are read. To sort whole rows costs some twenty times as much.
        var ids = ApiKeySorting.Sort(keys, query).Skip(query.Offset).Take(query.Limit).Select(key => key.Id);
        var page = await ApiKeySorting.Sort(database.Set<ApiKey>().AsNoTracking().Where(key => ids.Contains(key.Id)), query).ToListAsync(cancellationToken);
        return await ReadAsync(database, page, now, cancellationToken);
    }
}
