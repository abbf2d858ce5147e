using ApiKeys.Audit;
using ApiKeys.Operations;
using ApiKeys.SalesChannels;
using ApiKeys.SalesChannels.Links;
using ApiKeys.Workflows;

namespace ApiKeys.Keys.Link;

/// <summary>Links and unlinks sales channels of one key. Its undo is null where there was nothing to change.</summary>
internal sealed class LinkSalesChannelsStep(ApiKeyFactory factory)
    : Step<LinkSalesChannelsRequest, IReadOnlyList<ApiKeyDetails>, LinkUndo?>("link-sales-channels")
{
    protected internal override async Task<StepResult<IReadOnlyList<ApiKeyDetails>, LinkUndo?>> ExecuteAsync(
        StepContext step, LinkSalesChannelsRequest input, CancellationToken cancellationToken)
    {
        await step.LockFeedAsync(cancellationToken);
        var key = (await step.LoadKeysAsync([input.Id], cancellationToken))[0];
        step.RefuseIf(key.Type == ApiKeyType.Secret ? ApiKeyErrors.NotLinkable(key) : null);
        step.RefuseChanged([key], [input.ExpectedVersion]);
        var channels = await step.FindChannelsAsync(input.Add, cancellationToken);
        step.RefuseIfAny(LinkValidation.Unknown(input.Add, channels, "add"));

        IReadOnlyList<LinkChange> changes =
        [
            .. step.Link(key, channels.Values.Where(channel => !input.Remove.Contains(channel.Id))),
            .. step.Unlink(key, link => input.Remove.Contains(link.ChannelId)),
        ];
        var undo = changes.Count > 0 ? step.RecordLinks(key, changes) : null;
        return Done<IReadOnlyList<ApiKeyDetails>, LinkUndo?>([factory.Read(key, step.Now)], undo);
    }

    protected internal override async Task CompensateAsync(StepContext step, LinkUndo? undo, CancellationToken cancellationToken)
    {
        if (undo is not null)
        {
            await step.LockFeedAsync(cancellationToken);
            await step.UndoLinksAsync(undo, cancellationToken);
        }
    }
}
