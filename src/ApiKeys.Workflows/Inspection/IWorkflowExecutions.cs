namespace ApiKeys.Workflows;

/// <summary>Reads the journal, and retries what could not be undone.</summary>
public interface IWorkflowExecutions
{
    /// <summary>The names of all registered workflows, sorted.</summary>
    IReadOnlyList<string> WorkflowNames { get; }

    /// <summary>Lists executions, newest first, and counts all that match.</summary>
    /// <param name="query">Which, and which page.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset or limit is out of its range, or there are too many values.</exception>
    Task<(IReadOnlyList<WorkflowExecutionDetails> Items, int Count)> ListAsync(
        ListWorkflowExecutionsQuery query, CancellationToken cancellationToken = default);

    /// <summary>Tries again to undo an execution whose state is <see cref="WorkflowState.CompensationFailed"/>.</summary>
    /// <param name="executionId">The execution.</param>
    /// <param name="cancellationToken">Cancels the wait; an undo under way is finished.</param>
    /// <returns>
    /// The state afterwards; the present state when there was nothing to retry; <see langword="null"/> when there is no such execution.
    /// </returns>
    Task<WorkflowState?> RetryCompensationAsync(string executionId, CancellationToken cancellationToken = default);
}
