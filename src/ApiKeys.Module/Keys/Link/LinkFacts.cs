using ApiKeys.SalesChannels;
using ApiKeys.SalesChannels.Links;

namespace ApiKeys.Keys.Link;

/// <summary>What an event tells of changed links: ids for programs, and names for people, who may read it when the channel is long gone.</summary>
internal static class LinkFacts
{
    public static ReadOnlySpan<(string Name, string Value)> Of(ApiKey key, IReadOnlyList<LinkChange> changes)
    {
        var changed = key.Links.Where(link => changes.Any(change => change.ChannelId == link.ChannelId)).ToLookup(link => link.UnlinkedAt is null);
        List<(string, string)> facts = [];
        Tell(facts, changed[true], EventFacts.AddedSalesChannels, EventFacts.AddedSalesChannelNames);
        Tell(facts, changed[false], EventFacts.RemovedSalesChannels, EventFacts.RemovedSalesChannelNames);
        return facts.ToArray();
    }

    private static void Tell(List<(string, string)> facts, IEnumerable<SalesChannelLink> links, string ids, string names)
    {
        List<SalesChannel> channels = [.. links.Select(link => link.Channel).OrderBy(channel => channel.Id, StringComparer.Ordinal)];
        if (channels.Count > 0)
        {
            facts.Add((ids, string.Join(' ', channels.Select(channel => channel.Id))));
            // No name holds a line break.
            facts.Add((names, string.Join('\n', channels.Select(channel => channel.Name))));
        }
    }
}
