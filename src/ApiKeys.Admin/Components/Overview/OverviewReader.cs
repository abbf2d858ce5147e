using ApiKeys.Admin.Components.Keys.List;
using ApiKeys.Admin.Components.Overview.Attention;
using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Components.Overview;

/// <summary>Gathers what the Overview shows.</summary>
internal sealed class OverviewReader(KeyOperations keys, AttentionReader attention, ActorNames names)
{
    private const int EventsShown = 8;

    public async Task<ApiKeyResult<OverviewContent>> ReadAsync(CancellationToken cancellationToken)
    {
        var events = await keys.ListEventsAsync(new() { Limit = EventsShown * RecentEvents.MostInOne }, cancellationToken);
        if (!events.Succeeded)
        {
            return ApiKeyResult.Refused<OverviewContent>(events.Errors);
        }

        IReadOnlyList<ApiKeyEventDetails> recent = [.. RecentEvents.WithRollsAsOne(events.Value.Items).Take(EventsShown)];
        return ApiKeyResult.Ok(new OverviewContent
        {
            Counts = await CountAsync(cancellationToken),
            Attention = await attention.ReadAsync(cancellationToken),
            Events = recent,
            Names = await names.ReadAsync(recent, [], cancellationToken),
            MayChange = await keys.MayChangeAsync(cancellationToken),
        });
    }

    private async Task<Dictionary<(ApiKeyType, ApiKeyStatus), int>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = new Dictionary<(ApiKeyType, ApiKeyStatus), int>();
        foreach (var type in Enum.GetValues<ApiKeyType>())
        {
            foreach (var status in KeyListQuery.OfferedStatuses(type))
            {
                var list = await keys.ListAsync(new() { Type = type, Statuses = [status], Limit = 0 }, cancellationToken);
                counts[(type, status)] = list.Value?.Count ?? 0;
            }
        }

        return counts;
    }
}
