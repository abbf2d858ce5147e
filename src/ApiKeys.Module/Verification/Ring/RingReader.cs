using System.Linq.Expressions;
using ApiKeys.Audit;
using ApiKeys.Keys;
using ApiKeys.SalesChannels.Links;
using ApiKeys.Storage;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Verification.Ring;

/// <summary>Reads the feed, and of the keys what verification needs.</summary>
internal static class RingReader
{
    private static readonly Expression<Func<ApiKey, RingRow>> Row = key => new RingRow(
        key.Id,
        key.Type,
        key.Digest,
        key.Redacted,
        key.Title,
        key.CreatedBy,
        key.Scopes,
        key.ActivatedAt,
        key.ExpiresAt,
        key.RevokedAt,
        key.EndedAt,
        key.DeletedAt);

    private static readonly CompiledQuery<Func<ApiKeysDbContext, CancellationToken, Task<long>>> Version = new(() => EF.CompileAsyncQuery(
        (ApiKeysDbContext database, CancellationToken _) =>
            database.Set<EventFeed>().Where(feed => feed.Id == EventFeed.OnlyId).Select(feed => feed.Version).Single()));

    private static readonly CompiledQuery<Func<ApiKeysDbContext, CancellationToken, Task<HeadRow>>> Head = new(() => EF.CompileAsyncQuery(
        (ApiKeysDbContext database, CancellationToken _) => (
            from feed in database.Set<EventFeed>()
            join row in database.Set<ApiKeyEvent>() on feed.Version equals row.Position into ends
            from end in ends.DefaultIfEmpty()
            where feed.Id == EventFeed.OnlyId
            select new HeadRow(feed.Version, end.Id, end.KeyType, end.SubjectId)).Single()));

    private static readonly CompiledQuery<Func<ApiKeysDbContext, long, int, IAsyncEnumerable<FeedEntry>>> Feed = new(() => EF.CompileAsyncQuery(
        (ApiKeysDbContext database, long from, int limit) =>
            database.Set<ApiKeyEvent>().AsNoTracking().Where(row => row.Position >= from).OrderBy(row => row.Position).Take(limit)
                .Select(row => new FeedEntry(row.Position, row.Id, row.KeyType == null ? null : row.SubjectId))));

    public static Task<long> ReadVersionAsync(this ApiKeysDbContext database, CancellationToken cancellationToken) =>
        Version.For(database)(database, cancellationToken);

    /// <summary>Reads the feed's version and the event that it ends with.</summary>
    public static async Task<FeedHead> ReadHeadAsync(this ApiKeysDbContext database, CancellationToken cancellationToken)
    {
        var head = await Head.For(database)(database, cancellationToken);
        return new FeedHead(head.Version, head.Id is null ? null : new FeedEntry(head.Version, head.Id, head.KeyType is null ? null : head.SubjectId));
    }

    /// <summary>Reads the events from a position on, that one included.</summary>
    public static Task<List<FeedEntry>> ReadFeedAsync(
        this ApiKeysDbContext database, long from, int limit, CancellationToken cancellationToken) =>
        Feed.For(database)(database, from, limit).ToListAsync(cancellationToken).AsTask();

    public static IAsyncEnumerable<RingRow> ReadAllAsync(this ApiKeysDbContext database) =>
        database.Set<ApiKey>().AsNoTracking().Select(Row).AsAsyncEnumerable();

    public static Task<IReadOnlyList<RingRow>> ReadAsync(
        this ApiKeysDbContext database, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        database.ReadAsync(database.Set<ApiKey>().Where(key => ids.Contains(key.Id)), cancellationToken);

    public static async Task<RingRow?> FindAsync(this ApiKeysDbContext database, byte[] digest, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(database.Set<ApiKey>().Where(key => key.Digest == digest), cancellationToken);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>Reads which sales channels keys are linked to; of all keys when none are named.</summary>
    public static async Task<ILookup<string, string>> ReadChannelsAsync(
        this ApiKeysDbContext database, IReadOnlyList<string>? keyIds, CancellationToken cancellationToken)
    {
        var links = await database.Set<SalesChannelLink>().AsNoTracking()
            .Where(link => link.UnlinkedAt == null && link.Channel.DeletedAt == null)
            .Where(link => keyIds == null || keyIds.Contains(link.KeyId))
            .OrderBy(link => link.ChannelId)
            .Select(link => new { link.KeyId, link.ChannelId })
            .ToListAsync(cancellationToken);
        return links.ToLookup(link => link.KeyId, link => link.ChannelId, StringComparer.Ordinal);
    }

    private static async Task<IReadOnlyList<RingRow>> ReadAsync(
        this ApiKeysDbContext database, IQueryable<ApiKey> keys, CancellationToken cancellationToken)
    {
        var rows = await keys.AsNoTracking().Select(Row).ToListAsync(cancellationToken);
        var publishable = rows.Where(row => row.Type == ApiKeyType.Publishable).Select(row => row.Id).ToList();
        if (publishable.Count == 0)
        {
            return rows;
        }

        var channels = await database.ReadChannelsAsync(publishable, cancellationToken);
        return [.. rows.Select(row => row with { SalesChannelIds = [.. channels[row.Id]] })];
    }

    private sealed record HeadRow(long Version, string? Id, ApiKeyType? KeyType, string? SubjectId);
}
