using ApiKeys.Admin.Components.Loading;
using ApiKeys.Admin.Components.Shared;
using ApiKeys.Admin.Operations;
using ApiKeys.Keys;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Workflows;

/// <summary>All executions, newest first; one alone when the address names it.</summary>
public sealed partial class WorkflowsPage : ComponentBase, IDisposable
{
    private const int PageSize = 20;

    private Loadable<WorkflowsContent> _content = null!;
    private (string?, string?, string?)? _loaded;
    private string? _retrying;

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private string? Page { get; set; }

    [SupplyParameterFromQuery(Name = "run")]
    private string? Run { get; set; }

    [Inject]
    internal WorkflowOperations Operations { get; init; } = null!;

    [Inject]
    internal KeyOperations Keys { get; init; } = null!;

    [Inject]
    internal ActorNames Names { get; init; } = null!;

    [Inject]
    internal Feedback Feedback { get; init; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; init; } = null!;

    [Inject]
    internal ILogger<WorkflowsPage> Logger { get; init; } = null!;

    private static IReadOnlyList<FilterOption<WorkflowState>> StateOptions { get; } =
        [.. Enum.GetValues<WorkflowState>().Select(state => new FilterOption<WorkflowState>(state, state.Text()))];

    private HashSet<WorkflowState> States => [.. QueryValues.Enums<WorkflowState>(State)];

    public void Dispose() => _content.Dispose();

    protected override void OnInitialized() => _content = new Loadable<WorkflowsContent>("workflow executions", Logger);

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && _loaded != (State, Page, Run))
        {
            _loaded = (State, Page, Run);
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        await _content.RunAsync(ReadAsync);
        if (_content.Value?.Executions.PageInstead() is { } page)
        {
            Go(States, (page - 1) * PageSize, replace: true);
        }
    }

    private async Task<ApiKeyResult<WorkflowsContent>> ReadAsync(CancellationToken cancellationToken)
    {
        var states = States;
        var query = Run is { } run
            ? new ListWorkflowExecutionsQuery { Ids = [run], Limit = 1 }
            : new() { States = states.Count > 0 ? [.. states] : null, Offset = (QueryValues.Page(Page) - 1) * PageSize, Limit = PageSize };
        var executions = await Operations.ListAsync(query, cancellationToken);
        if (!executions.Succeeded)
        {
            return ApiKeyResult.Refused<WorkflowsContent>(executions.Errors);
        }

        var names = await Names.ReadAsync(executions.Value.Items.Select(execution => execution.StartedBy), cancellationToken);
        return ApiKeyResult.Ok(new WorkflowsContent(executions.Value, names, await Keys.MayChangeAsync(cancellationToken)));
    }

    private void Go(HashSet<WorkflowState> states, int offset, bool replace = false) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
        {
            ["state"] = QueryValues.Text(states),
            ["page"] = offset > 0 ? (offset / PageSize) + 1 : null,
        }),
        replace: replace);

    private async Task RetryAsync(WorkflowExecutionDetails execution)
    {
        if (_retrying is not null)
        {
            return;
        }

        _retrying = execution.Id;
        try
        {
            var result = await Operations.RetryCompensationAsync(execution.Id);
            if (!result.Succeeded)
            {
                Feedback.Failed($"Couldn't retry: {result.Errors[0].Message}");
            }
            else if (result.Value.State == WorkflowState.Compensated)
            {
                Feedback.Done("Undone:", execution.Workflow);
            }
            else
            {
                Feedback.Failed($"It is still {result.Value.State.Text().ToLowerInvariant()}. The step says why; mend that and retry.");
            }
        }
        catch (Exception exception)
        {
            LogRetryFailed(Logger, execution.Id, exception);
            Feedback.Failed($"Couldn't retry. {FailureWords.Of(exception, execution.Id)}");
        }
        finally
        {
            _retrying = null;
        }

        await LoadAsync();
    }

    [LoggerMessage(4003, LogLevel.Error, "Retrying the compensation of {ExecutionId} failed")]
    private static partial void LogRetryFailed(ILogger logger, string executionId, Exception exception);
}
