using ApiKeys.Operations;

namespace ApiKeys.SalesChannels.Links;

/// <summary>What a step changed about a key's sales channels.</summary>
internal sealed record LinkUndo(UndoStamp Stamp, IReadOnlyList<LinkChange> Links);

/// <summary>A change of the link to one channel.</summary>
/// <param name="ChannelId">The channel.</param>
/// <param name="Before">What the link was; null when it had no row.</param>
internal sealed record LinkChange(string ChannelId, LinkState? Before);

/// <summary>What a link's row said.</summary>
internal sealed record LinkState(DateTimeOffset LinkedAt, DateTimeOffset? UnlinkedAt, string ExecutionId)
{
    public static LinkState Of(SalesChannelLink link) => new(link.LinkedAt, link.UnlinkedAt, link.ExecutionId);

    public void WriteTo(SalesChannelLink link) => (link.LinkedAt, link.UnlinkedAt, link.ExecutionId) = (LinkedAt, UnlinkedAt, ExecutionId);
}
