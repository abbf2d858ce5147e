namespace ApiKeys.Workflows;

/// <summary>
/// An earlier call with the same transaction id has not come to an end: its undo waits for a person, or for a process to take it over. Nothing
/// was run now.
/// </summary>
/// <param name="executionId">The earlier execution.</param>
/// <param name="state">Where it stands.</param>
public sealed class RepeatedExecutionException(string executionId, WorkflowState state)
    : InvalidOperationException($"The call was made before, as execution {executionId}, which is {state}. Nothing was run now.")
{
    /// <summary>The earlier execution.</summary>
    public string ExecutionId { get; } = executionId;

    /// <summary>Where it stands.</summary>
    public WorkflowState State { get; } = state;
}

/// <summary>The transaction id was used before for a call with another input. Nothing was run now.</summary>
/// <param name="executionId">The earlier execution.</param>
public sealed class TransactionIdReusedException(string executionId)
    : InvalidOperationException($"The transaction id belongs to another call, execution {executionId}. Nothing was run now; choose a new id.")
{
    /// <summary>The earlier execution.</summary>
    public string ExecutionId { get; } = executionId;
}

/// <summary>
/// The database went away while it committed, so it is unknown whether the last step took effect. What is reversible is undone once the database
/// is back; of a finished execution the journal tells the outcome.
/// </summary>
/// <param name="executionId">The execution.</param>
/// <param name="innerException">What the database answered.</param>
public sealed class OutcomeUnknownException(string executionId, Exception innerException)
    : Exception($"The database went away while execution {executionId} was committed. Look it up before trying again.", innerException), IOutcomeInDoubt
{
    /// <summary>The execution.</summary>
    public string ExecutionId { get; } = executionId;
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

/// <summary>
/// A workflow failed, and undoing a finished step failed too. The undo is tried again with growing pauses, or, once all attempts are used up, waits for a
/// person.
/// </summary>
/// <param name="executionId">The execution.</param>
/// <param name="state">Where it stands.</param>
/// <param name="failure">Why the workflow failed.</param>
/// <param name="compensationFailure">Why undoing it failed.</param>
public sealed class CompensationFailedException(string executionId, WorkflowState state, Exception failure, Exception compensationFailure)
    : AggregateException(
        state == WorkflowState.CompensationFailed
            ? $"Execution {executionId} failed and could not be undone. It is kept as CompensationFailed: mend the cause, then retry it."
            : $"Execution {executionId} failed and could not be undone yet. It is tried again until it can be.",
        failure,
        compensationFailure), IOutcomeInDoubt
{
    /// <summary>The execution.</summary>
    public string ExecutionId { get; } = executionId;

    /// <summary><see cref="WorkflowState.Compensating"/> while attempts are left, else <see cref="WorkflowState.CompensationFailed"/>.</summary>
    public WorkflowState State { get; } = state;
}
