namespace ApiKeys.Workflows;

/// <summary>An earlier call with the same transaction id failed. It was undone, or waits for a person; either way call again under a new id.</summary>
/// <param name="executionId">The earlier execution.</param>
/// <param name="state">Where it stands.</param>
public sealed class RepeatedExecutionException(string executionId, WorkflowState state)
    : InvalidOperationException(
        $"The call was made before, as execution {executionId}, and failed ({state}). Nothing was run now; call again with a new transaction id.")
{
    /// <summary>The earlier execution.</summary>
    public string ExecutionId { get; } = executionId;

    /// <summary>Where it stands.</summary>
    public WorkflowState State { get; } = state;
}

/// <summary>This process stalled past the lease of its execution; another took over and undid it. Nothing of it is left.</summary>
/// <param name="executionId">The execution.</param>
/// <param name="innerException">What the database answered.</param>
public sealed class ExecutionTakenOverException(string executionId, Exception? innerException = null)
    : InvalidOperationException(
        $"Execution {executionId} took longer than its lease, so another process took it over and undoes it. Call again.", innerException)
{
    /// <summary>The execution.</summary>
    public string ExecutionId { get; } = executionId;
}

/// <summary>A workflow failed, and undoing a finished step failed too, repeatedly. The execution waits for a person as CompensationFailed.</summary>
/// <param name="executionId">The execution.</param>
/// <param name="failure">Why the workflow failed.</param>
/// <param name="compensationFailure">Why undoing it failed.</param>
public sealed class CompensationFailedException(string executionId, Exception failure, Exception compensationFailure)
    : AggregateException(
        $"Execution {executionId} failed and could not be undone. It is kept as CompensationFailed: mend the cause, then retry it.",
        failure,
        compensationFailure)
{
    /// <summary>The execution.</summary>
    public string ExecutionId { get; } = executionId;
}
