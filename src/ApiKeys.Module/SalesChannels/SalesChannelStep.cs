using ApiKeys.Operations;
using ApiKeys.Queries;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.SalesChannels;

/// <summary>What steps on sales channels do: load the channels, or refuse.</summary>
internal static class SalesChannelStep
{
    public static DbSet<SalesChannel> Channels(this StepContext step) => step.Database.Set<SalesChannel>();

    /// <summary>Loads channels in the order asked for, or refuses the operation, naming each id that is none.</summary>
    public static async Task<IReadOnlyList<SalesChannel>> LoadChannelsAsync(
        this StepContext step, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var found = await step.FindChannelsAsync(ids, cancellationToken);
        step.RefuseIfAny(ids.Where(id => !found.ContainsKey(id)).Select(SalesChannelErrors.NotFound));
        return [.. ids.Select(id => found[id])];
    }

    /// <summary>Refuses the operation when a channel is no longer what its caller saw.</summary>
    public static void RefuseChanged(this StepContext step, IEnumerable<SalesChannel> channels, IEnumerable<Guid?> expectedVersions) =>
        step.RefuseIfAny(channels.Zip(expectedVersions)
            .Where(pair => pair.Second is { } expected && expected != pair.First.Version)
            .Select(pair => SalesChannelErrors.Changed(pair.First.Id)));

    /// <summary>Loads those of the channels that are there.</summary>
    public static async Task<Dictionary<string, SalesChannel>> FindChannelsAsync(
        this StepContext step, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        // A thousand keys at once may have more channels than a command takes parameters.
        Dictionary<string, SalesChannel> found = new(StringComparer.Ordinal);
        foreach (var some in ids.Chunk(QueryLimits.MaxValues))
        {
            foreach (var channel in await step.Channels().Where(channel => some.Contains(channel.Id) && channel.DeletedAt == null).ToListAsync(cancellationToken))
            {
                found.Add(channel.Id, channel);
            }
        }

        return found;
    }

    /// <summary>Loads a channel for its undo; null when it is gone, which an undo tolerates.</summary>
    public static Task<SalesChannel?> FindChannelAsync(this StepContext step, string id, CancellationToken cancellationToken) =>
        step.Channels().FirstOrDefaultAsync(channel => channel.Id == id, cancellationToken);
}
