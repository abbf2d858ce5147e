using ApiKeys.Audit;
using ApiKeys.Storage;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.SalesChannels.Listing;

/// <summary>Reads sales channels.</summary>
internal sealed class SalesChannelQueries(IDbContextFactory<ApiKeysDbContext> databases)
{
    public async Task<IReadOnlyList<SalesChannelDetails>> ListAsync(ListSalesChannelsQuery query, CancellationToken cancellationToken)
    {
        SalesChannelCriteriaChecks.Check(query);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await PageAsync(Filter(database.Set<SalesChannel>(), query), query, cancellationToken);
    }

    public async Task<PagedList<SalesChannelDetails>> ListAndCountAsync(ListSalesChannelsQuery query, CancellationToken cancellationToken)
    {
        SalesChannelCriteriaChecks.Check(query);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var filtered = Filter(database.Set<SalesChannel>(), query);
        var count = await filtered.CountAsync(cancellationToken);
        var page = count <= query.Offset ? [] : await PageAsync(filtered, query, cancellationToken);
        return new PagedList<SalesChannelDetails>(page, count, query.Offset, query.Limit);
    }

    public async Task<SalesChannelDetails?> RetrieveAsync(string id, CancellationToken cancellationToken)
    {
        if (!WellFormedText.CanIdentify(id))
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var channel = await database.Set<SalesChannel>().AsNoTracking()
            .FirstOrDefaultAsync(channel => channel.Id == id && channel.DeletedAt == null, cancellationToken);
        return channel is null ? null : SalesChannelDetails.Of(channel);
    }

    /// <summary>Reads the channels that an execution made, in the order of their making, deleted ones included.</summary>
    public async Task<IReadOnlyList<SalesChannelDetails>> CreatedByAsync(string executionId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var channels = await database.Set<SalesChannel>().AsNoTracking()
            .Where(channel => database.Set<ApiKeyEvent>().Any(row =>
                row.ExecutionId == executionId && row.SubjectId == channel.Id && row.Action == ApiKeyAction.Created))
            .OrderBy(channel => channel.Id)
            .ToListAsync(cancellationToken);
        return [.. channels.Select(SalesChannelDetails.Of)];
    }

    /// <summary>Reads channels in the order asked for, deleted ones included.</summary>
    public async Task<IReadOnlyList<SalesChannelDetails>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var channels = await database.Set<SalesChannel>().AsNoTracking().Where(channel => ids.Contains(channel.Id)).ToListAsync(cancellationToken);
        return [.. ids.Join(channels, id => id, channel => channel.Id, (_, channel) => SalesChannelDetails.Of(channel))];
    }

    private static IQueryable<SalesChannel> Filter(IQueryable<SalesChannel> channels, ListSalesChannelsQuery query)
    {
        channels = channels.AsNoTracking();
        channels = query.WithDeleted ? channels : channels.Where(channel => channel.DeletedAt == null);
        return SalesChannelConditions.Of(query).Aggregate(channels, (rest, condition) => rest.Where(condition));
    }

    private static async Task<IReadOnlyList<SalesChannelDetails>> PageAsync(
        IQueryable<SalesChannel> channels, ListSalesChannelsQuery query, CancellationToken cancellationToken)
    {
        if (query.Limit == 0)
        {
            return [];
        }

        var page = await SalesChannelSorting.Sort(channels, query).Skip(query.Offset).Take(query.Limit).ToListAsync(cancellationToken);
        return [.. page.Select(SalesChannelDetails.Of)];
    }
}
