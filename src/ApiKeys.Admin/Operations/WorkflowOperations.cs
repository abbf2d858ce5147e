using ApiKeys.Workflows;

namespace ApiKeys.Admin.Operations;

/// <summary>What an operator can do with workflow executions; the same border as <see cref="KeyOperations"/>.</summary>
internal sealed class WorkflowOperations(IWorkflowExecutions executions, OperatorGate gate)
{
    /// <summary>The names of all workflows there are; no secret, so anyone who sees a page may read them.</summary>
    public IReadOnlyList<string> WorkflowNames => executions.WorkflowNames;

    public Task<ApiKeyResult<PagedList<WorkflowExecutionDetails>>> ListAsync(
        ListWorkflowExecutionsQuery query, CancellationToken cancellationToken = default) =>
        gate.ReadAsync(
            async () =>
            {
                var (items, count) = await executions.ListAsync(query, cancellationToken);
                return ApiKeyResult.Ok(new PagedList<WorkflowExecutionDetails>(items, count, query.Offset, query.Limit));
            },
            cancellationToken);

    public Task<ApiKeyResult<WorkflowExecutionDetails>> RetrieveAsync(string executionId, CancellationToken cancellationToken = default) =>
        gate.ReadAsync(() => FindAsync(executionId, cancellationToken), cancellationToken);

    /// <summary>Tries again to undo what could not be undone, and answers with the execution as it stands then.</summary>
    public Task<ApiKeyResult<WorkflowExecutionDetails>> RetryCompensationAsync(
        string executionId, CancellationToken cancellationToken = default) =>
        gate.ChangeAsync(
            "retry an undo",
            async _ =>
            {
                await executions.RetryCompensationAsync(executionId, cancellationToken);
                return await FindAsync(executionId, cancellationToken);
            },
            cancellationToken);

    private async Task<ApiKeyResult<WorkflowExecutionDetails>> FindAsync(string executionId, CancellationToken cancellationToken)
    {
        var (items, _) = await executions.ListAsync(new() { Ids = [executionId], Limit = 1 }, cancellationToken);
        return items is [var execution]
            ? ApiKeyResult.Ok(execution)
            : ApiKeyResult.Refused<WorkflowExecutionDetails>(
                new ApiKeyError(ApiKeyErrorCode.NotFound, "This execution does not exist any more."));
    }
}
