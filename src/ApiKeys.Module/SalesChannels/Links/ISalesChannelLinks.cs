using ApiKeys.Workflows;

namespace ApiKeys.SalesChannels.Links;

/// <summary>What a deletion of sales channels does to the keys that are linked to them. The keys know how; the channels don't know the keys.</summary>
internal interface ISalesChannelLinks
{
    /// <summary>Takes channels off all keys that are linked to them.</summary>
    /// <returns>For each key, what <see cref="RestoreAsync"/> needs.</returns>
    Task<IReadOnlyList<LinkUndo>> UnlinkAsync(StepContext step, IReadOnlyCollection<SalesChannel> channels, CancellationToken cancellationToken);

    /// <summary>Undoes that, but for links that were changed since.</summary>
    Task RestoreAsync(StepContext step, IReadOnlyList<LinkUndo> keys, CancellationToken cancellationToken);
}
