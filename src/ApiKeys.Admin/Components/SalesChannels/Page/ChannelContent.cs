using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Components.SalesChannels.Page;

/// <summary>A sales channel's page, as loaded.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Keys">The keys that are linked to it, by title, as far as the page shows them.</param>
/// <param name="Events">Its history, newest first, as far as a page shows it.</param>
/// <param name="Names">The names of every actor among them.</param>
/// <param name="MayChange">Whether to offer acts.</param>
public sealed record ChannelContent(
    SalesChannelDetails Channel,
    PagedList<ApiKeyDetails> Keys,
    PagedList<ApiKeyEventDetails> Events,
    IReadOnlyDictionary<string, ActorName> Names,
    bool MayChange);
