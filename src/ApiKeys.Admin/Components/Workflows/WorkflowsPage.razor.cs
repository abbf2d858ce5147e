using System.Globalization;
using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Loading;
using ApiKeys.Admin.Operations;
using ApiKeys.Admin.Text;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Workflows;

/// <summary>All executions, newest first; what the list is narrowed to is in its address.</summary>
public sealed partial class WorkflowsPage : TickingComponent
{
    private Loadable<WorkflowsContent> _content = null!;
    private WorkflowListQuery _query = new();
    private WorkflowListQuery? _loaded;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "workflow")]
    private string? Workflow { get; set; }

    /// <summary>An actor's id.</summary>
    [SupplyParameterFromQuery(Name = "by")]
    private string? By { get; set; }

    [SupplyParameterFromQuery(Name = "since")]
    private string? Since { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private string? Page { get; set; }

    /// <summary>An execution's id, as links had it before executions had pages of their own.</summary>
    [SupplyParameterFromQuery(Name = "run")]
    private string? Run { get; set; }

    [Inject]
    internal WorkflowOperations Operations { get; init; } = null!;

    [Inject]
    internal ActorNames Names { get; init; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; init; } = null!;

    [Inject]
    internal ILogger<WorkflowsPage> Logger { get; init; } = null!;

    protected override void OnInitialized() => _content = new Loadable<WorkflowsContent>("workflow executions", Logger);

    protected override async Task OnParametersSetAsync()
    {
        if (!string.IsNullOrWhiteSpace(Run))
        {
            Navigation.NavigateTo(WorkflowMessages.Href(Run), replace: true);
            return;
        }

        _query = WorkflowListQuery.Parse(Search, State, Workflow, By, Since, Page);
        if (Search is not null && PastedTokens.Redact(Search) != Search)
        {
            // A link that carries a token doesn't stay in the history with it.
            Go(_query, replace: true);
        }

        if (RendererInfo.IsInteractive && _query != _loaded)
        {
            _loaded = _query;
            await LoadAsync();
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _content.Dispose();
    }

    protected override async Task OnTick()
    {
        if (_content.Value?.Executions.Items.Any(execution => execution.State.IsUnderWay()) is true && !_content.IsLoading)
        {
            await LoadAsync();
            StateHasChanged();
        }
    }

    private async Task LoadAsync()
    {
        var query = _query;
        await _content.RunAsync(cancellationToken => ReadAsync(query, cancellationToken));
        if (_content.Value?.Executions.PageInstead() is { } page)
        {
            Go(query.WithPage(page), replace: true);
        }
    }

    private async Task<ApiKeyResult<WorkflowsContent>> ReadAsync(WorkflowListQuery query, CancellationToken cancellationToken)
    {
        var executions = await Operations.ListAsync(query.ToModule(Now), cancellationToken);
        if (!executions.Succeeded)
        {
            return ApiKeyResult.Refused<WorkflowsContent>(executions.Errors);
        }

        var total = query.IsFiltered
            ? (await Operations.ListAsync(new() { Limit = 0 }, cancellationToken)).Value?.Count ?? 0
            : executions.Value.Count;
        return ApiKeyResult.Ok(new WorkflowsContent(
            executions.Value,
            total,
            await Names.ReadAsync(executions.Value.Items.Select(execution => execution.StartedBy), cancellationToken),
            await Names.ChoicesAsync(query.By, cancellationToken)));
    }

    private void ShowMatching(string search) =>
        // Letters typed one after the other are one step back, not ten.
        Go(_query.WithSearch(search), replace: _query.Search.Length > 0 && search.Length > 0);

    private void Go(WorkflowListQuery query) => Go(query, replace: false);

    private void Go(WorkflowListQuery query, bool replace) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(query.ToParameters()), replace: replace);

    private string CountText(WorkflowsContent content) => _query.IsFiltered
        ? $"{content.Executions.Count.ToString("N0", CultureInfo.CurrentCulture)} of {WorkflowMessages.Count(content.Total)}"
        : WorkflowMessages.Count(content.Total);
}
