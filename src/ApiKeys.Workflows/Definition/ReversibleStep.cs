namespace ApiKeys.Workflows;

/// <summary>A step that can be undone.</summary>
/// <typeparam name="TInput">What the step is given.</typeparam>
/// <typeparam name="TOutput">What it answers with.</typeparam>
/// <typeparam name="TUndo">What its compensation needs. Stored as JSON: ids and old values, never a secret.</typeparam>
public abstract class Step<TInput, TOutput, TUndo> : Step
{
    /// <summary>Names the step.</summary>
    /// <param name="name">The name in the journal.</param>
    /// <param name="policy">How often it is tried and how long it may take; the default is <see cref="StepPolicy.Default"/>.</param>
    protected Step(string name, StepPolicy? policy = null)
        : base(name, policy)
    {
    }

    /// <summary>
    /// Makes the changes in the context it is given. It neither saves nor opens another context: the runner commits the changes and the journal row as
    /// one transaction. May run again from the start, in a fresh context, when the database reports a conflict with another writer and when its policy
    /// allows another attempt.
    /// </summary>
    /// <param name="step">The context to change, and who runs this in which execution.</param>
    /// <param name="input">What the workflow gives it.</param>
    /// <param name="cancellationToken">The caller's, the step's timeout, and the loss of the execution to another process.</param>
    /// <returns>The output, and what the compensation will need.</returns>
    protected internal abstract Task<StepResult<TOutput, TUndo>> ExecuteAsync(
        StepContext step, TInput input, CancellationToken cancellationToken);

    /// <summary>
    /// Undoes the effect, by the same rule: change the given context, don't save. Tolerates that the effect is gone already, and leaves alone what
    /// someone else has changed since.
    /// </summary>
    /// <param name="step">The context to change.</param>
    /// <param name="undo">What <see cref="ExecuteAsync"/> left for it.</param>
    /// <param name="cancellationToken">The step's timeout; never the caller's.</param>
    protected internal abstract Task CompensateAsync(StepContext step, TUndo undo, CancellationToken cancellationToken);

    internal sealed override Task UndoAsync(StepContext step, string? undo, CancellationToken cancellationToken) =>
        CompensateAsync(step, WorkflowJson.Deserialize<TUndo>(undo!), cancellationToken);
}
