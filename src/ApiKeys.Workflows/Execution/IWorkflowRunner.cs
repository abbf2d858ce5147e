namespace ApiKeys.Workflows;

/// <summary>Runs workflows.</summary>
public interface IWorkflowRunner
{
    /// <summary>
    /// Runs a workflow to its end. When it throws, the finished steps are undone in reverse, and the exception goes on to the caller with its
    /// type and stack, and the execution's id in <see cref="Exception.Data"/> under <see cref="WorkflowData.ExecutionIdKey"/>.
    /// </summary>
    /// <param name="workflow">A registered workflow.</param>
    /// <param name="input">What it is given. Never stored.</param>
    /// <param name="options">Who runs it, under what name.</param>
    /// <param name="cancellationToken">Cancels the steps; what was done until then is undone.</param>
    /// <exception cref="RepeatedExecutionException">An earlier call with the same transaction id could not be undone and waits for a person.</exception>
    /// <exception cref="TransactionIdReusedException">The transaction id was used before for a call with another input.</exception>
    /// <exception cref="OutcomeUnknownException">The database went away while it committed.</exception>
    /// <exception cref="ExecutionTakenOverException">This process stalled past its lease, and another has undone the execution.</exception>
    /// <exception cref="CompensationFailedException">The workflow failed, and so did undoing it.</exception>
    Task<WorkflowOutcome<TOutput>> RunAsync<TInput, TOutput>(
        Workflow<TInput, TOutput> workflow, TInput input, WorkflowRunOptions options, CancellationToken cancellationToken = default);
}
