using ApiKeys.Audit;
using ApiKeys.Operations;
using ApiKeys.SalesChannels.Links;
using ApiKeys.Workflows;

namespace ApiKeys.SalesChannels.Delete;

/// <summary>The deleted channels, and the keys that they left.</summary>
internal sealed record DeleteSalesChannelsUndo(IReadOnlyList<UndoStamp> Channels, IReadOnlyList<LinkUndo> Keys);

/// <summary>Takes channels off the lists and off their keys, and can put them back.</summary>
internal sealed class DeleteSalesChannelsStep(ISalesChannelLinks links)
    : Step<IReadOnlyList<DeleteSalesChannelRequest>, IReadOnlyList<SalesChannelDetails>, DeleteSalesChannelsUndo>("delete-sales-channels")
{
    protected internal override async Task<StepResult<IReadOnlyList<SalesChannelDetails>, DeleteSalesChannelsUndo>> ExecuteAsync(
        StepContext step, IReadOnlyList<DeleteSalesChannelRequest> input, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> ids = [.. input.Select(request => request.Id)];
        await step.LockFeedAsync(cancellationToken);
        var channels = await step.LoadChannelsAsync(ids, cancellationToken);
        step.RefuseChanged(channels, input.Select(request => request.ExpectedVersion));
        var keys = await links.UnlinkAsync(step, channels, cancellationToken);

        List<SalesChannelDetails> deleted = [];
        List<UndoStamp> stamps = [];
        foreach (var channel in channels)
        {
            deleted.Add(SalesChannelDetails.Of(channel));
            channel.DeletedAt = step.Now;
            stamps.Add(UndoStamp.Touch(channel, step.Now));
            step.Record(ApiKeyAction.Deleted, channel);
        }

        return Done<IReadOnlyList<SalesChannelDetails>, DeleteSalesChannelsUndo>(deleted, new DeleteSalesChannelsUndo(stamps, keys));
    }

    protected internal override async Task CompensateAsync(
        StepContext step, DeleteSalesChannelsUndo undo, CancellationToken cancellationToken)
    {
        await step.LockFeedAsync(cancellationToken);
        foreach (var stamp in undo.Channels)
        {
            if (await step.FindChannelAsync(stamp.Id, cancellationToken) is { DeletedAt: not null } channel)
            {
                channel.DeletedAt = null;
                stamp.Restore(channel, step.Now);
                step.RecordUndone(ApiKeyAction.Deleted, channel);
            }
        }

        await links.RestoreAsync(step, undo.Keys, cancellationToken);
    }
}
