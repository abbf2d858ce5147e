using ApiKeys.SalesChannels;
using ApiKeys.SalesChannels.Links;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Keys.Link;

/// <inheritdoc cref="ISalesChannelLinks"/>
internal sealed class SalesChannelLinks : ISalesChannelLinks
{
    public async Task<IReadOnlyList<LinkUndo>> UnlinkAsync(
        StepContext step, IReadOnlyCollection<SalesChannel> channels, CancellationToken cancellationToken)
    {
        HashSet<string> ids = [.. channels.Select(channel => channel.Id)];
        var keys = await step.Keys().WithLinks()
            .Where(key => key.Links.Any(link => ids.Contains(link.ChannelId) && link.UnlinkedAt == null))
            .OrderBy(key => key.Id)
            .ToListAsync(cancellationToken);
        return [.. keys.Select(key => step.RecordLinks(key, step.Unlink(key, link => ids.Contains(link.ChannelId))))];
    }

    public async Task RestoreAsync(StepContext step, IReadOnlyList<LinkUndo> keys, CancellationToken cancellationToken)
    {
        foreach (var key in keys)
        {
            await step.UndoLinksAsync(key, cancellationToken);
        }
    }
}
