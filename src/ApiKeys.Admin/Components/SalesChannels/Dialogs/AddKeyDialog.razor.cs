using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Shared.Messages;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.SalesChannels.Dialogs;

/// <summary>Links a publishable key to a sales channel. One at a time: each link is a change of its key.</summary>
public sealed partial class AddKeyDialog : SearchingDialog<ApiKeyDetails>
{
    private readonly string _id = $"field-{Guid.NewGuid():N}";
    private ApiKeyDetails? _chosen;

    [Parameter, EditorRequired]
    public required SalesChannelDetails Channel { get; set; }

    protected override string What => "add the key";

    protected override string Choices => "keys";

    protected override async Task<ApiKeyResult<PagedList<ApiKeyDetails>>> FindAsync(CancellationToken cancellationToken)
    {
        ListApiKeysQuery query = new()
        {
            Type = ApiKeyType.Publishable,
            Statuses = [ApiKeyStatus.Active, ApiKeyStatus.Revoking],
            Search = Search,
            Sort = ApiKeySort.Title,
            Descending = false,
        };

        // The channel's own come out of the answer, so as many more are asked for.
        var own = (await Operations.ListAsync(query with { SalesChannelIds = [Channel.Id], Limit = 0 }, cancellationToken)).Value?.Count ?? 0;
        var found = await Operations.ListAsync(query with { Limit = Math.Min(Shown + own, ListApiKeysQuery.MaxLimit) }, cancellationToken);
        return found.Succeeded
            ? ApiKeyResult.Ok(found.Value with
            {
                Items = [.. found.Value.Items.Where(key => key.SalesChannels.All(link => link.Id != Channel.Id)).Take(Shown)],
                Count = found.Value.Count - own,
            })
            : found;
    }

    private async Task AddAsync()
    {
        if (_chosen is not { } key)
        {
            return;
        }

        var added = await RunAsync(key.Id, transactionId => Operations.LinkSalesChannelsAsync(new() { Id = key.Id, Add = [Channel.Id] }, transactionId));
        if (added is not null)
        {
            Feedback.Done($"Added to {Channel.Name}:", added.Title, new FeedbackLink("Show key", KeyMessages.Href(added.Id)));
            Close();
        }
    }
}
