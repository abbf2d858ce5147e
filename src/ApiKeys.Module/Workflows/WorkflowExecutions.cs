using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Workflows;

/// <inheritdoc cref="IWorkflowExecutions"/>
internal sealed class WorkflowExecutions(WorkflowDatabase database, WorkflowRecovery recovery) : IWorkflowExecutions
{
    public async Task<(IReadOnlyList<WorkflowExecutionDetails> Items, int Count)> ListAsync(
        ListWorkflowExecutionsQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegative(query.Offset);
        ArgumentOutOfRangeException.ThrowIfNegative(query.Limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, ListWorkflowExecutionsQuery.MaxLimit);

        await using var context = database.Open();
        var executions = context.Set<WorkflowExecution>().AsNoTracking();
        executions = query.Ids is { } ids ? executions.Where(e => ids.Contains(e.Id)) : executions;
        executions = query.States is { Count: > 0 } states ? executions.Where(e => states.Contains(e.State)) : executions;
        executions = query.Workflow is { } workflow ? executions.Where(e => e.Workflow == workflow) : executions;

        var count = await executions.CountAsync(cancellationToken);
        var page = query.Limit == 0
            ? []
            : await executions.OrderByDescending(e => e.Id).Skip(query.Offset).Take(query.Limit)
                .Include(e => e.Steps).ToListAsync(cancellationToken);
        return ([.. page.Select(Read)], count);
    }

    public async Task<WorkflowState?> RetryCompensationAsync(string executionId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(executionId);
        await recovery.RetryAsync(executionId, cancellationToken);

        await using var context = database.Open();
        return await context.Set<WorkflowExecution>()
            .Where(e => e.Id == executionId).Select(e => (WorkflowState?)e.State).FirstOrDefaultAsync(cancellationToken);
    }

    private static WorkflowExecutionDetails Read(WorkflowExecution execution) => new()
    {
        Id = execution.Id,
        Workflow = execution.Workflow,
        State = execution.State,
        StartedBy = execution.StartedBy,
        StartedAt = execution.StartedAt,
        EndedAt = execution.EndedAt,
        Error = execution.Error,
        Steps =
        [
            .. execution.Steps.OrderBy(step => step.Sequence).Select(step => new WorkflowStepDetails(
                step.Step, step.State, step.DoneAt, step.CompensatedAt, step.CompensationAttempts, step.Error)),
        ],
    };
}
