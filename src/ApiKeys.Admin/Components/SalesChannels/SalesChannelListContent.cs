using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Components.SalesChannels;

/// <summary>The list of sales channels, as loaded.</summary>
/// <param name="Channels">The page.</param>
/// <param name="Total">How many there are, whatever is searched for.</param>
/// <param name="KeyCounts">How many keys are linked to each channel of the page.</param>
/// <param name="Names">The names of who made them.</param>
/// <param name="MayChange">Whether to offer acts.</param>
public sealed record SalesChannelListContent(
    PagedList<SalesChannelDetails> Channels,
    int Total,
    IReadOnlyDictionary<string, int> KeyCounts,
    IReadOnlyDictionary<string, ActorName> Names,
    bool MayChange);
