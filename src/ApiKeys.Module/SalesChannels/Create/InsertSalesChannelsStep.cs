using ApiKeys.Audit;
using ApiKeys.Operations;
using ApiKeys.SalesChannels.Links;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.SalesChannels.Create;

internal sealed class InsertSalesChannelsStep(ISalesChannelLinks links)
    : Step<IReadOnlyList<CreateSalesChannelRequest>, IReadOnlyList<SalesChannelDetails>, IReadOnlyList<string>>("insert-sales-channels")
{
    protected internal override Task<StepResult<IReadOnlyList<SalesChannelDetails>, IReadOnlyList<string>>> ExecuteAsync(
        StepContext step, IReadOnlyList<CreateSalesChannelRequest> input, CancellationToken cancellationToken)
    {
        IReadOnlyList<SalesChannelDetails> created = [.. input.Select(request => Insert(step, request))];
        return Task.FromResult(Done<IReadOnlyList<SalesChannelDetails>, IReadOnlyList<string>>(created, [.. created.Select(channel => channel.Id)]));
    }

    protected internal override async Task CompensateAsync(
        StepContext step, IReadOnlyList<string> undo, CancellationToken cancellationToken)
    {
        await step.LockFeedAsync(cancellationToken);
        var channels = await step.Channels().Where(channel => undo.Contains(channel.Id)).ToListAsync(cancellationToken);

        // Someone may have linked keys to them in the meantime; the trail of those has to say why the channels left them.
        await links.UnlinkAsync(step, channels, cancellationToken);
        foreach (var channel in channels)
        {
            step.RecordUndone(ApiKeyAction.Created, channel);
            step.Channels().Remove(channel);
        }
    }

    private static SalesChannelDetails Insert(StepContext step, CreateSalesChannelRequest request)
    {
        var name = TextRules.Normalize(request.Name);
        var description = TextRules.Normalize(request.Description) is { Length: > 0 } text ? text : null;
        var channel = new SalesChannel
        {
            Id = Ids.New(Ids.SalesChannelPrefix, step.Now),
            Name = name,
            Description = description,
            IsDisabled = request.IsDisabled,
            Metadata = SalesChannelMetadata.Normalize(request.Metadata),
            SearchText = SalesChannel.SearchTextOf(name, description),
            CreatedBy = step.StartedBy,
            CreatedAt = step.Now,
        };
        channel.Touch(step.Now);
        step.Channels().Add(channel);
        step.Record(ApiKeyAction.Created, channel);
        return SalesChannelDetails.Of(channel);
    }
}
