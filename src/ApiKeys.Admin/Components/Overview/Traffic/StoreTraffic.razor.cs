using ApiKeys.Admin.Components.Loading;
using ApiKeys.Admin.Components.Shared.Time;
using ApiKeys.Admin.Components.Usage.Charts;
using ApiKeys.Admin.Operations;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Overview.Traffic;

/// <summary>The requests of all keys, hour by hour. Apart from the rest of the page: to count them takes longer, and may fail alone.</summary>
public sealed partial class StoreTraffic : TickingComponent
{
    private Loadable<Outcomes> _outcomes = null!;

    [Inject]
    internal UsageOperations Usage { get; init; } = null!;

    [Inject]
    internal ILogger<StoreTraffic> Logger { get; init; } = null!;

    private static IReadOnlyList<UseSpan> OneDay { get; } = [UseSpan.Day];

    protected override Task OnInitializedAsync()
    {
        _outcomes = new Loadable<Outcomes>("the requests", Logger);
        return LoadAsync();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _outcomes.Dispose();
    }

    // New requests raise no change event, so the page polls.
    protected override async Task OnTick()
    {
        await _outcomes.RefreshAsync(ReadAsync, (_, read) => read);
        StateHasChanged();
    }

    private Task LoadAsync() => _outcomes.RunAsync(ReadAsync);

    private async Task<ApiKeyResult<Outcomes>> ReadAsync(CancellationToken cancellationToken)
    {
        var hours = await Usage.ReadStoreAsync(cancellationToken);
        return hours.Succeeded ? ApiKeyResult.Ok(new Outcomes(hours.Value)) : ApiKeyResult.Refused<Outcomes>(hours.Errors);
    }
}
