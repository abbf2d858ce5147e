using ApiKeys.Admin.Components.Loading;
using ApiKeys.Admin.Components.Shared.Frame;
using ApiKeys.Admin.Components.Shared.Messages;
using ApiKeys.Admin.Components.Shared.Time;
using ApiKeys.Admin.Operations;
using ApiKeys.Admin.Text;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Workflows.Execution;

/// <summary>One execution, step by step; read again every couple of seconds until it is over.</summary>
public sealed partial class ExecutionPage : TickingComponent
{
    private Loadable<ExecutionContent> _content = null!;
    private Refresher _refresher = null!;
    private string? _loaded;
    private string? _announcement;
    private bool _isRetrying;

    [Parameter]
    public required string Id { get; set; }

    [Inject]
    internal ExecutionContentReader Reader { get; init; } = null!;

    [Inject]
    internal WorkflowOperations Operations { get; init; } = null!;

    [Inject]
    internal Feedback Feedback { get; init; } = null!;

    [Inject]
    internal ILogger<ExecutionPage> Logger { get; init; } = null!;

    private static IReadOnlyList<Crumb> Breadcrumb { get; } = [new Crumb("Workflows", "/workflows")];

    private string Title => _content switch
    {
        { Value: { } content } => content.Execution.Workflow,
        { Refusal.Code: ApiKeyErrorCode.NotFound } => "Execution not found",
        _ => "Execution",
    };

    protected override void OnInitialized()
    {
        _content = new Loadable<ExecutionContent>("a workflow execution", Logger);
        _refresher = new Refresher(Time, () => _ = InvokeAsync(RefreshAsync));
    }

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && _loaded != Id)
        {
            _loaded = Id;
            await LoadAsync();
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _refresher.Dispose();
        _content.Dispose();
    }

    private async Task LoadAsync()
    {
        var id = Id;
        var before = _content.Value?.Execution;
        await _content.RunAsync(cancellationToken => Reader.ReadAsync(id, cancellationToken));
        var after = _content.Value?.Execution;
        if (before is not null && before.Id == after?.Id && before.State != after.State)
        {
            _announcement = $"Now {after.State.Text()}";
        }

        _refresher.Run(after?.State.IsUnderWay() is true);
    }

    private async Task RefreshAsync()
    {
        if (!_content.IsLoading && !_isRetrying)
        {
            await LoadAsync();
            StateHasChanged();
        }
    }

    private async Task RetryAsync()
    {
        if (_isRetrying || _content.Value is not { Execution: var execution })
        {
            return;
        }

        _isRetrying = true;
        try
        {
            Say(execution, await Operations.RetryCompensationAsync(execution.Id));
        }
        catch (Exception exception)
        {
            // Every exception: whatever it was, the user has to know whether the act took effect.
            LogRetryFailed(Logger, execution.Id, LoggedFailure.Of(exception));
            Feedback.Failed($"Couldn't retry. {FailureMessages.Of(exception, execution.Id)}");
        }
        finally
        {
            _isRetrying = false;
        }

        await LoadAsync();
    }

    private void Say(WorkflowExecutionDetails execution, ApiKeyResult<WorkflowExecutionDetails> result)
    {
        if (!result.Succeeded)
        {
            Feedback.Failed($"Couldn't retry: {result.Errors[0].Message}");
        }
        else if (result.Value.State == WorkflowState.Compensated)
        {
            Feedback.Done("Undone:", execution.Workflow);
        }
        else if (result.Value.State == WorkflowState.Compensating)
        {
            Feedback.Failed("The undo failed again, and is tried again by itself.");
        }
        else
        {
            Feedback.Failed($"It is still {result.Value.State.Text().ToLowerInvariant()}. The step says why; mend that and retry.");
        }
    }

    [LoggerMessage(4003, LogLevel.Error, "Retrying the compensation of {ExecutionId} failed")]
    private static partial void LogRetryFailed(ILogger logger, string executionId, Exception exception);
}
