using ApiKeys.Admin.Components.Shared.Filters;
using ApiKeys.Admin.Components.Shared.Lists;
using ApiKeys.Admin.Operations;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.SalesChannels;

/// <summary>The list of sales channels.</summary>
public sealed partial class SalesChannelsPage : ListPage<SalesChannelListQuery, SalesChannelRow>
{
    [Inject]
    internal SalesChannelOperations Channels { get; init; } = null!;

    [Inject]
    internal KeyOperations Keys { get; init; } = null!;

    [Inject]
    internal SalesChannelDialogs Dialogs { get; init; } = null!;

    internal override string What => "the sales channels";

    private static IReadOnlyList<FilterOption<bool>> States { get; } = [new(false, "Enabled"), new(true, "Disabled")];

    private HashSet<bool> ChosenStates => Query.IsDisabled is { } isDisabled ? [isDisabled] : [];

    private string Asked => (Query.Search, Query.IsDisabled) switch
    {
        ("", true) => "None is disabled now.",
        ("", _) => "None is enabled now.",
        (var search, null) => $"No name or description has “{search}”.",
        (var search, var isDisabled) => $"No name or description has “{search}” among those that are {(isDisabled.Value ? "disabled" : "enabled")}.",
    };

    protected override SalesChannelListQuery Read(QueryValues address) => new(address);

    protected override string IdOf(SalesChannelRow row) => row.Channel.Id;

    protected override object VersionOf(SalesChannelRow row) => row;

    protected override async Task<ApiKeyResult<ListContent<SalesChannelRow>>> ReadAsync(SalesChannelListQuery query, CancellationToken cancellationToken)
    {
        var page = await Channels.ListAsync(query.ToModule(), cancellationToken);
        if (!page.Succeeded)
        {
            return ApiKeyResult.Refused<ListContent<SalesChannelRow>>(page.Errors);
        }

        Dictionary<string, int> keys = [];
        foreach (var channel in page.Value.Items)
        {
            keys[channel.Id] = (await Keys.ListAsync(new() { SalesChannelIds = [channel.Id], Limit = 0 }, cancellationToken)).Value?.Count ?? 0;
        }

        var total = query.IsFiltered ? (await Channels.ListAsync(new() { Limit = 0 }, cancellationToken)).Value?.Count ?? 0 : page.Value.Count;
        var names = await Names.ReadAsync(page.Value.Items.Select(channel => channel.CreatedBy), cancellationToken);
        return ApiKeyResult.Ok(new ListContent<SalesChannelRow>(page.Value.Select(channel => new SalesChannelRow(channel, keys[channel.Id])), total, names)
        {
            MayChange = await Channels.MayChangeAsync(cancellationToken),
        });
    }

    // Both chosen is the same as none: every channel is one or the other.
    private void ShowStates(IReadOnlySet<bool> disabled) => Filter(Query with { IsDisabled = disabled.Count == 1 ? disabled.First() : null });

    private async Task CreateAsync()
    {
        await Dialogs.CreateAsync();
        await LoadAsync();
    }

    private async Task ActAsync((SalesChannelAct Act, SalesChannelDetails Channel) chosen)
    {
        await Dialogs.OpenAsync(chosen.Act, chosen.Channel);
        await LoadAsync();
    }
}
