using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Keys.List;
using ApiKeys.Admin.Components.Usage;
using ApiKeys.Admin.Operations;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Components.Overview;

/// <summary>Gathers what the Overview shows.</summary>
internal sealed class OverviewReader(
    KeyOperations keys,
    UsageOperations usage,
    WorkflowOperations workflows,
    BackgroundOperations background,
    KeyOwners owners,
    ActorNames names,
    TimeProvider time)
{
    private const int Shown = 5;
    private const int EventsShown = 8;
    private const int EndedKeysShown = 10;

    // Lists are not sorted by expiry, so a span is read whole and sorted here; keys made in one go may well end in one go.
    private const int MostInSpan = 200;

    private static readonly TimeSpan ToldAfterExpiry = TimeSpan.FromDays(7);
    private static readonly TimeSpan InUseBeforeExpiry = TimeSpan.FromDays(1);

    private static readonly TimeSpan[] Spans = [TimeSpan.FromDays(1), KeyMessages.ExpiresVerySoon];

    public async Task<ApiKeyResult<OverviewContent>> ReadAsync(CancellationToken cancellationToken)
    {
        var events = await keys.ListEventsAsync(new() { Limit = EventsShown }, cancellationToken);
        if (!events.Succeeded)
        {
            return ApiKeyResult.Refused<OverviewContent>(events.Errors);
        }

        var failed = await workflows.ListAsync(new() { States = [WorkflowState.CompensationFailed], Limit = 0 }, cancellationToken);
        var work = (await background.ReadAsync(cancellationToken)).Value;
        var ended = await usage.ListEndedKeysInUseAsync(time.GetUtcNow() - UsageMessages.StillInUse, EndedKeysShown, cancellationToken);
        return ApiKeyResult.Ok(new OverviewContent
        {
            Counts = await CountAsync(cancellationToken),
            Pending = await ListAsync(ApiKeyStatus.Pending, Shown, cancellationToken),
            Revoking = await ListAsync(ApiKeyStatus.Revoking, Shown, cancellationToken),
            Expiring = await ExpiringAsync(cancellationToken),
            ExpiredInUse = await ExpiredInUseAsync(cancellationToken),
            EndedKeysInUse = ended.Value ?? [],
            OwnerGone = await OwnerGoneAsync(cancellationToken),
            FailedCompensations = failed.Value?.Count ?? 0,
            DeadLetters = work?.DeadLetters ?? 0,
            FailingJobs = work?.FailingJobs ?? 0,
            Events = events.Value,
            Names = await names.ReadAsync(events.Value.Items, [], cancellationToken),
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

    private async Task<Dictionary<ApiKeyType, int>> OwnerGoneAsync(CancellationToken cancellationToken)
    {
        var gone = (await owners.GoneAsync(cancellationToken)).Value ?? [];
        var counts = new Dictionary<ApiKeyType, int>();
        foreach (var type in gone.Count > 0 ? Enum.GetValues<ApiKeyType>() : [])
        {
            var list = await keys.ListAsync(KeyListQuery.OfGoneOwners(type, [.. gone.Select(owner => owner.Key)]), cancellationToken);
            counts[type] = list.Value?.Count ?? 0;
        }

        return counts;
    }

    private async Task<PagedList<ApiKeyDetails>> ListAsync(ApiKeyStatus status, int limit, CancellationToken cancellationToken) =>
        (await keys.ListAsync(new() { Statuses = [status], Limit = limit }, cancellationToken)).Value ?? new([], 0, 0, limit);

    private async Task<PagedList<ApiKeyDetails>> ExpiringAsync(CancellationToken cancellationToken)
    {
        var count = (await ExpiringAsync(KeyMessages.ExpiresVerySoon, limit: 0, cancellationToken)).Count;
        var nearest = new PagedList<ApiKeyDetails>([], 0, 0, 0);
        foreach (var span in Spans.TakeWhile(_ => nearest.Count < Math.Min(count, Shown)))
        {
            nearest = await ExpiringAsync(span, MostInSpan, cancellationToken);
        }

        return new PagedList<ApiKeyDetails>([.. nearest.Items.OrderBy(key => key.ExpiresAt).Take(Shown)], count, 0, Shown);
    }

    /// <summary>Keys that someone still called with when they expired: it may be that no one has noticed yet.</summary>
    private async Task<IReadOnlyList<ApiKeyDetails>> ExpiredInUseAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var expired = await keys.ListAsync(
            new() { Statuses = [ApiKeyStatus.Expired], ExpiresAt = new TimeRange(now - ToldAfterExpiry, now), Limit = MostInSpan }, cancellationToken);
        return
        [
            .. (expired.Value?.Items ?? []).Where(key => key.LastUsedAt > key.ExpiresAt - InUseBeforeExpiry)
                .OrderByDescending(key => key.ExpiresAt).Take(Shown),
        ];
    }

    private async Task<PagedList<ApiKeyDetails>> ExpiringAsync(TimeSpan within, int limit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var soon = await keys.ListAsync(
            new() { Statuses = [ApiKeyStatus.Active], ExpiresAt = new TimeRange(now, now + within), Limit = limit }, cancellationToken);
        return soon.Value ?? new([], 0, 0, limit);
    }
}
