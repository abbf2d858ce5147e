using ApiKeys.Admin.Components.Shared.Messages;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.SalesChannels.Dialogs;

/// <summary>Chooses sales channels for a publishable key. What was chosen stays chosen while one searches on.</summary>
public sealed partial class AddSalesChannelsDialog : SearchingDialog<SalesChannelDetails>
{
    private readonly SortedDictionary<string, string> _chosen = new(StringComparer.Ordinal);

    [Parameter, EditorRequired]
    public required ApiKeyDetails Key { get; set; }

    protected override string What => "add the sales channels";

    protected override string Choices => "sales channels";

    private string ConfirmText => _chosen.Count > 1 ? $"Add {SalesChannelMessages.Count(_chosen.Count)}" : "Add sales channel";

    protected override async Task<ApiKeyResult<PagedList<SalesChannelDetails>>> FindAsync(CancellationToken cancellationToken)
    {
        // The key's own come out of the answer, so as many more are asked for.
        var own = Key.SalesChannels.Select(channel => channel.Id).ToHashSet(StringComparer.Ordinal);
        var query = new ListSalesChannelsQuery
        {
            Search = Search,
            Sort = SalesChannelSort.Name,
            Descending = false,
            Limit = Math.Min(Shown + own.Count, ListApiKeysQuery.MaxLimit),
        };
        var found = await Channels.ListAsync(query, cancellationToken);
        if (!found.Succeeded)
        {
            return found;
        }

        List<SalesChannelDetails> others = [.. found.Value.Items.Where(channel => !own.Contains(channel.Id))];
        return ApiKeyResult.Ok(found.Value with { Items = others, Count = found.Value.Count - (found.Value.Items.Count - others.Count) });
    }

    private void Toggle(SalesChannelDetails channel)
    {
        if (!_chosen.Remove(channel.Id))
        {
            _chosen[channel.Id] = channel.Name;
        }
    }

    private async Task AddAsync()
    {
        var added = await RunAsync(
            Key.Id, transactionId => Operations.LinkSalesChannelsAsync(new() { Id = Key.Id, Add = [.. _chosen.Keys] }, transactionId));
        if (added is not null)
        {
            Feedback.Done(_chosen.Count == 1 ? "Sales channel added to" : $"{SalesChannelMessages.Count(_chosen.Count)} added to", added.Title);
            Close();
        }
    }
}
