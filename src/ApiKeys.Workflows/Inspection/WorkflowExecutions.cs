using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Workflows;

/// <inheritdoc cref="IWorkflowExecutions"/>
internal sealed class WorkflowExecutions(WorkflowDatabase database, WorkflowRecovery recovery, WorkflowRegistry registry) : IWorkflowExecutions
{
    public IReadOnlyList<string> WorkflowNames => [.. registry.Workflows.Select(workflow => workflow.Name).Order(StringComparer.Ordinal)];

    public async Task<(IReadOnlyList<WorkflowExecutionDetails> Items, int Count)> ListAsync(
        ListWorkflowExecutionsQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegative(query.Offset);
        ArgumentOutOfRangeException.ThrowIfNegative(query.Limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, ListWorkflowExecutionsQuery.MaxLimit);
        CheckValues(query);

        // What is ill-formed stands in no row, and databases fail on it instead of saying so.
        if (!WellFormedText.IsWellFormed(query.Search) || !WellFormedText.CanIdentify(query.StartedBy))
        {
            return ([], 0);
        }

        await using var context = database.Open();
        var executions = Filter(context.Set<WorkflowExecution>().AsNoTracking(), query);
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
        if (!WellFormedText.CanIdentify(executionId))
        {
            return null;
        }

        await recovery.RetryAsync(executionId, cancellationToken);

        await using var context = database.Open();
        return await context.Set<WorkflowExecution>()
            .Where(e => e.Id == executionId).Select(e => (WorkflowState?)e.State).FirstOrDefaultAsync(cancellationToken);
    }

    // Each value is a parameter of the statement, and databases have a limit of those.
    private static void CheckValues(ListWorkflowExecutionsQuery query)
    {
        var values = (query.Ids?.Count ?? 0) + (query.States?.Count ?? 0) + (query.Workflows?.Count ?? 0);
        if (values > ListWorkflowExecutionsQuery.MaxValues)
        {
            throw new ArgumentOutOfRangeException(
                nameof(query), values, $"{nameof(query.Ids)}, {nameof(query.States)} and {nameof(query.Workflows)} together take at most {ListWorkflowExecutionsQuery.MaxValues} values.");
        }
    }

    private static IQueryable<WorkflowExecution> Filter(IQueryable<WorkflowExecution> executions, ListWorkflowExecutionsQuery query)
    {
        if (query.Ids?.Where(WellFormedText.CanIdentify).ToList() is { } ids)
        {
            executions = executions.Where(e => ids.Contains(e.Id));
        }

        if (query.States is { Count: > 0 } states)
        {
            executions = executions.Where(e => states.Contains(e.State));
        }

        if (query.Workflows is { Count: > 0 } names && names.Where(WellFormedText.CanIdentify).ToList() is var workflows)
        {
            executions = executions.Where(e => workflows.Contains(e.Workflow));
        }

        if (query.StartedBy is { } startedBy)
        {
            executions = executions.Where(e => e.StartedBy == startedBy);
        }

        if (query.StartedFrom is { } from)
        {
            executions = executions.Where(e => e.StartedAt >= from);
        }

        if (query.StartedBefore is { } before)
        {
            executions = executions.Where(e => e.StartedAt < before);
        }

        return string.IsNullOrWhiteSpace(query.Search) ? executions : Search(executions, query.Search.Trim().ToLowerInvariant());
    }

#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL, where ToLower is lower() and has no culture.
    private static IQueryable<WorkflowExecution> Search(IQueryable<WorkflowExecution> executions, string text) => executions.Where(e =>
        e.Id.ToLower().Contains(text)
        || e.Workflow.ToLower().Contains(text)
        || (e.Error != null && e.Error.ToLower().Contains(text))
        || e.Steps.Any(s => s.Step.ToLower().Contains(text)));
#pragma warning restore CA1304, CA1311, CA1862

    private static WorkflowExecutionDetails Read(WorkflowExecution execution) => new()
    {
        Id = execution.Id,
        Workflow = execution.Workflow,
        State = execution.State,
        StartedBy = execution.StartedBy,
        TransactionId = execution.TransactionId,
        StartedAt = execution.StartedAt,
        EndedAt = execution.EndedAt,
        RetryAt = execution.State == WorkflowState.Compensating && execution.Steps.Exists(step => step.CompensationError is not null)
            ? execution.LeaseUntil
            : null,
        Error = execution.Error,
        Steps = [.. execution.Steps.OrderBy(step => step.Sequence).Select(Read)],
    };

    private static WorkflowStepDetails Read(WorkflowStepRecord step) => new()
    {
        Name = step.Step,
        State = step.State,
        Attempts = step.Attempts,
        StartedAt = step.StartedAt,
        DoneAt = step.DoneAt,
        Error = step.Error,
        CompensatedAt = step.CompensatedAt,
        CompensationAttempts = step.CompensationAttempts,
        CompensationError = step.CompensationError,
    };
}
