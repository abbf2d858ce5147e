using ApiKeys.Keys;
using ApiKeys.Storage;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.SalesChannels;

/// <summary>Reads sales channels.</summary>
internal sealed class SalesChannelQueries(IDbContextFactory<ApiKeysDbContext> databases)
{
    public async Task<IReadOnlyList<SalesChannelDetails>> ListAsync(ListSalesChannelsQuery query, CancellationToken cancellationToken)
    {
        Check(query);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await PageAsync(Filter(database.SalesChannels, query), query, cancellationToken);
    }

    public async Task<PagedList<SalesChannelDetails>> ListAndCountAsync(ListSalesChannelsQuery query, CancellationToken cancellationToken)
    {
        Check(query);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var filtered = Filter(database.SalesChannels, query);
        var count = await filtered.CountAsync(cancellationToken);
        var page = count <= query.Offset ? [] : await PageAsync(filtered, query, cancellationToken);
        return new PagedList<SalesChannelDetails>(page, count, query.Offset, query.Limit);
    }

    public async Task<SalesChannelDetails?> RetrieveAsync(string id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var channel = await database.SalesChannels.AsNoTracking()
            .FirstOrDefaultAsync(channel => channel.Id == id && channel.DeletedAt == null, cancellationToken);
        return channel is null ? null : SalesChannelDetails.Of(channel);
    }

    /// <summary>Reads the channels that an execution made, in the order of their making, deleted ones included.</summary>
    public async Task<IReadOnlyList<SalesChannelDetails>> CreatedByAsync(string executionId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var channels = await database.SalesChannels.AsNoTracking()
            .Where(channel => database.Events.Any(row =>
                row.ExecutionId == executionId && row.SubjectId == channel.Id && row.Action == ApiKeyAction.Created))
            .OrderBy(channel => channel.Id)
            .ToListAsync(cancellationToken);
        return [.. channels.Select(SalesChannelDetails.Of)];
    }

    /// <summary>Reads channels in the order asked for, deleted ones included.</summary>
    public async Task<IReadOnlyList<SalesChannelDetails>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var channels = await database.SalesChannels.AsNoTracking().Where(channel => ids.Contains(channel.Id)).ToListAsync(cancellationToken);
        return [.. ids.Join(channels, id => id, channel => channel.Id, (_, channel) => SalesChannelDetails.Of(channel))];
    }

    private static IQueryable<SalesChannel> Filter(IQueryable<SalesChannel> channels, ListSalesChannelsQuery query)
    {
        channels = channels.AsNoTracking().Where(channel => channel.DeletedAt == null);
        channels = query.Ids is { } ids ? channels.Where(channel => ids.Contains(channel.Id)) : channels;
        channels = query.Names?.Select(ApiKeyRules.Tidy).ToList() is { } names ? channels.Where(channel => names.Contains(channel.Name)) : channels;
        channels = query.IsDisabled is { } isDisabled ? channels.Where(channel => channel.IsDisabled == isDisabled) : channels;
        channels = query.PublishableKeyIds is { } keyIds
            ? channels.Where(channel => channel.Links.Any(link => keyIds.Contains(link.KeyId) && link.UnlinkedAt == null))
            : channels;
        channels = query.CreatedAt?.From is { } createdFrom ? channels.Where(channel => channel.CreatedAt >= createdFrom) : channels;
        channels = query.CreatedAt?.Before is { } createdBefore ? channels.Where(channel => channel.CreatedAt < createdBefore) : channels;
        channels = query.UpdatedAt?.From is { } updatedFrom ? channels.Where(channel => channel.UpdatedAt >= updatedFrom) : channels;
        channels = query.UpdatedAt?.Before is { } updatedBefore ? channels.Where(channel => channel.UpdatedAt < updatedBefore) : channels;

        foreach (var word in SearchText.Words(query.Search))
        {
            channels = channels.Where(channel => channel.SearchText.Contains(word));
        }

        return channels;
    }

    private static async Task<IReadOnlyList<SalesChannelDetails>> PageAsync(
        IQueryable<SalesChannel> channels, ListSalesChannelsQuery query, CancellationToken cancellationToken)
    {
        if (query.Limit == 0)
        {
            return [];
        }

        var page = await Sort(channels, query).Skip(query.Offset).Take(query.Limit).ToListAsync(cancellationToken);
        return [.. page.Select(SalesChannelDetails.Of)];
    }

    private static IOrderedQueryable<SalesChannel> Sort(IQueryable<SalesChannel> channels, ListSalesChannelsQuery query) =>
        (query.Sort, query.Descending) switch
        {
            (SalesChannelSort.Name, false) => channels.OrderBy(channel => channel.SearchText).ThenBy(channel => channel.Id),
            (SalesChannelSort.Name, true) => channels.OrderByDescending(channel => channel.SearchText).ThenByDescending(channel => channel.Id),
            (SalesChannelSort.UpdatedAt, false) => channels.OrderBy(channel => channel.UpdatedAt).ThenBy(channel => channel.Id),
            (SalesChannelSort.UpdatedAt, true) => channels.OrderByDescending(channel => channel.UpdatedAt).ThenByDescending(channel => channel.Id),
            (_, false) => channels.OrderBy(channel => channel.CreatedAt).ThenBy(channel => channel.Id),
            (_, true) => channels.OrderByDescending(channel => channel.CreatedAt).ThenByDescending(channel => channel.Id),
        };

    private static void Check(ListSalesChannelsQuery query)
    {
        QueryLimits.CheckPage(query.Offset, query.Limit);
        QueryLimits.CheckValues(query.Ids);
        QueryLimits.CheckValues(query.Names);
        QueryLimits.CheckValues(query.PublishableKeyIds);
    }
}
