using ApiKeys.Audit;
using ApiKeys.Operations;
using ApiKeys.SalesChannels;
using ApiKeys.SalesChannels.Links;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Keys.Link;

/// <summary>Links keys that were loaded with their links, unlinks them, and undoes both.</summary>
internal static class LinkStep
{
    /// <summary>Links a key to those of the channels that it isn't linked to yet.</summary>
    public static IReadOnlyList<LinkChange> Link(this StepContext step, ApiKey key, IEnumerable<SalesChannel> channels)
    {
        List<LinkChange> changes = [];
        foreach (var channel in channels)
        {
            var link = key.Links.Find(link => link.ChannelId == channel.Id);
            if (link is { UnlinkedAt: null })
            {
                continue;
            }

            changes.Add(new LinkChange(channel.Id, link is null ? null : LinkState.Of(link)));
            link ??= Insert(step, key, channel);
            new LinkState(step.Now, null, step.ExecutionId).WriteTo(link);
        }

        return changes;
    }

    /// <summary>Takes those of the channels off a key that it is linked to.</summary>
    public static IReadOnlyList<LinkChange> Unlink(this StepContext step, ApiKey key, Func<SalesChannelLink, bool> which)
    {
        List<LinkChange> changes = [];
        foreach (var link in key.Links.Where(link => link.UnlinkedAt is null).Where(which))
        {
            changes.Add(new LinkChange(link.ChannelId, LinkState.Of(link)));
            new LinkState(link.LinkedAt, step.Now, step.ExecutionId).WriteTo(link);
        }

        return changes;
    }

    /// <summary>Stamps a key whose links were changed, and tells its trail.</summary>
    public static LinkUndo RecordLinks(this StepContext step, ApiKey key, IReadOnlyList<LinkChange> changes)
    {
        var undo = new LinkUndo(UndoStamp.Touch(key, step.Now), changes);
        step.Record(ApiKeyAction.SalesChannelsChanged, key, LinkFacts.Of(key, changes));
        return undo;
    }

    /// <summary>Undoes a change of a key's links, but for what someone else has changed since.</summary>
    public static async Task UndoLinksAsync(this StepContext step, LinkUndo undo, CancellationToken cancellationToken)
    {
        if (await step.FindKeyAsync(undo.Stamp.Id, cancellationToken) is { } key && step.RestoreLinks(key, undo.Links) is > 0 and var restored)
        {
            step.RecordUndone(ApiKeyAction.SalesChannelsChanged, key);
            if (restored == undo.Links.Count)
            {
                undo.Stamp.Restore(key, step.Now);
            }
            else
            {
                key.Touch(step.Now);
            }
        }
    }

    /// <returns>How many links are again what they were.</returns>
    public static int RestoreLinks(this StepContext step, ApiKey key, IReadOnlyList<LinkChange> changes)
    {
        var restored = 0;
        foreach (var change in changes)
        {
            // Deleted keys and channels have no links: what was deleted since gets none back.
            if (key.Links.Find(link => link.ChannelId == change.ChannelId) is { } link
                && link.ExecutionId == step.ExecutionId
                && (change.Before is not { UnlinkedAt: null } || (key.DeletedAt is null && link.Channel.DeletedAt is null)))
            {
                restored++;
                change.Before?.WriteTo(link);
                if (change.Before is null)
                {
                    step.Links().Remove(link);
                }
            }
        }

        return restored;
    }

    public static DbSet<SalesChannelLink> Links(this StepContext step) => step.Database.Set<SalesChannelLink>();

    /// <summary>Loads keys with all their links, those that are no more included: what is linked again has a row already.</summary>
    public static IQueryable<ApiKey> WithLinks(this IQueryable<ApiKey> keys) => keys.Include(key => key.Links).ThenInclude(link => link.Channel);

    private static SalesChannelLink Insert(StepContext step, ApiKey key, SalesChannel channel)
    {
        var link = new SalesChannelLink
        {
            KeyId = key.Id,
            ChannelId = channel.Id,
            ExecutionId = step.ExecutionId,
            Channel = channel,
        };

        // EF Core finds the tracked key by its id and adds the link to it.
        step.Links().Add(link);
        return link;
    }
}
