namespace ApiKeys.Workflows;

/// <summary>
/// A step whose effect is outside the database, where no transaction reaches. The journal says "started" before anything happens, so whoever
/// undoes the execution knows that the effect may have taken place, whatever died in between.
/// </summary>
/// <typeparam name="TInput">What the step is given.</typeparam>
/// <typeparam name="TOutput">What it answers with.</typeparam>
/// <typeparam name="TUndo">What its compensation needs. Stored as JSON: ids and old values, never a secret.</typeparam>
public abstract class OutsideStep<TInput, TOutput, TUndo> : Step
{
    /// <summary>Names the step.</summary>
    /// <param name="name">The name in the journal.</param>
    /// <param name="policy">How often it is tried and how long it may take; the default is <see cref="StepPolicy.Default"/>.</param>
    protected OutsideStep(string name, StepPolicy? policy = null)
        : base(name, policy)
    {
    }

    /// <summary>Says what the compensation needs should the process die before the effect has answered. Stored before the effect.</summary>
    /// <param name="input">What the workflow gives the step.</param>
    protected internal abstract TUndo Prepare(TInput input);

    /// <summary>
    /// Does it. Runs again from the start with the same <see cref="OutsideStepContext.IdempotencyKey"/> when its policy allows another attempt.
    /// </summary>
    /// <param name="step">Names the effect, and who runs this in which execution.</param>
    /// <param name="input">What the workflow gives it.</param>
    /// <param name="cancellationToken">The caller's, the step's timeout, and the loss of the execution to another process.</param>
    /// <returns>The output, and what the compensation will need now that the effect is known.</returns>
    protected internal abstract Task<StepResult<TOutput, TUndo>> ExecuteAsync(
        OutsideStepContext step, TInput input, CancellationToken cancellationToken);

    /// <summary>
    /// Undoes the effect. Tolerates that it never happened, that it happened without an answer, and that it was undone before: the process may
    /// die between the undo and the journal.
    /// </summary>
    /// <param name="step">Names the effect.</param>
    /// <param name="undo">What <see cref="ExecuteAsync"/> left for it or, when that never ended, <see cref="Prepare"/>.</param>
    /// <param name="cancellationToken">The step's timeout; never the caller's.</param>
    protected internal abstract Task CompensateAsync(OutsideStepContext step, TUndo undo, CancellationToken cancellationToken);

    internal sealed override Task UndoOutsideAsync(OutsideStepContext step, string? undo, CancellationToken cancellationToken) =>
        CompensateAsync(step, WorkflowJson.Deserialize<TUndo>(undo!), cancellationToken);
}
