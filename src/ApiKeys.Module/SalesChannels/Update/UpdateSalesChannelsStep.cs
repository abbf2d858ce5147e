using ApiKeys.Audit;
using ApiKeys.Operations;
using ApiKeys.Workflows;

namespace ApiKeys.SalesChannels.Update;

internal sealed class UpdateSalesChannelsStep()
    : Step<IReadOnlyList<UpdateSalesChannelRequest>, IReadOnlyList<SalesChannelDetails>, IReadOnlyList<UpdateSalesChannelUndo>>("update-sales-channels")
{
    protected internal override async Task<StepResult<IReadOnlyList<SalesChannelDetails>, IReadOnlyList<UpdateSalesChannelUndo>>> ExecuteAsync(
        StepContext step, IReadOnlyList<UpdateSalesChannelRequest> input, CancellationToken cancellationToken)
    {
        var channels = await step.LoadChannelsAsync([.. input.Select(request => request.Id)], cancellationToken);
        step.RefuseChanged(channels, input.Select(request => request.ExpectedVersion));

        IReadOnlyList<UpdateSalesChannelUndo> undo =
            [.. channels.Zip(input, (channel, request) => Apply(step, channel, request)).OfType<UpdateSalesChannelUndo>()];
        return Done<IReadOnlyList<SalesChannelDetails>, IReadOnlyList<UpdateSalesChannelUndo>>([.. channels.Select(SalesChannelDetails.Of)], undo);
    }

    protected internal override async Task CompensateAsync(
        StepContext step, IReadOnlyList<UpdateSalesChannelUndo> undo, CancellationToken cancellationToken)
    {
        foreach (var before in undo)
        {
            // What someone else has written since is theirs: putting old values over it would undo their change, not ours.
            if (await step.FindChannelAsync(before.Stamp.Id, cancellationToken) is { } channel && before.Stamp.IsUntouched(channel))
            {
                step.RecordUndone(ApiKeyAction.Updated, channel);
                channel.Describe(before.Name, before.Description);
                channel.IsDisabled = before.IsDisabled;
                channel.Metadata = before.Metadata;
                before.Stamp.Restore(channel, step.Now);
            }
        }
    }

    private static UpdateSalesChannelUndo? Apply(StepContext step, SalesChannel channel, UpdateSalesChannelRequest request)
    {
        var (name, description, isDisabled, metadata) = (channel.Name, channel.Description, channel.IsDisabled, channel.Metadata);
        List<(string, string)> facts = [];

        if (request.Name is not null && TextRules.Normalize(request.Name) is var newName && newName != name)
        {
            channel.Describe(newName, channel.Description);
            facts.AddRange([(EventFacts.OldName, name), (EventFacts.NewName, newName)]);
        }

        if (request.Description is not null && TextRules.Normalize(request.Description) is var newDescription && newDescription != (description ?? string.Empty))
        {
            channel.Describe(channel.Name, newDescription.Length > 0 ? newDescription : null);
            facts.AddRange([(EventFacts.OldDescription, description ?? string.Empty), (EventFacts.NewDescription, newDescription)]);
        }

        if (request.IsDisabled is { } newIsDisabled && newIsDisabled != isDisabled)
        {
            channel.IsDisabled = newIsDisabled;
            facts.Add((EventFacts.IsDisabled, newIsDisabled ? "true" : "false"));
        }

        if (request.Metadata is not null && SalesChannelMetadata.Normalize(request.Metadata) is var newMetadata && newMetadata != metadata)
        {
            channel.Metadata = newMetadata;
            facts.AddRange([(EventFacts.OldMetadata, metadata ?? "null"), (EventFacts.NewMetadata, newMetadata ?? "null")]);
        }

        // Saving what is there already is no change: no event, and no conflict for whoever else has the channel open.
        if (facts.Count == 0)
        {
            return null;
        }

        var stamp = UndoStamp.Touch(channel, step.Now);
        step.Record(ApiKeyAction.Updated, channel, facts.ToArray());
        return new UpdateSalesChannelUndo(stamp, name, description, isDisabled, metadata);
    }
}
