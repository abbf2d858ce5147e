namespace ApiKeys.Workflows;

/// <summary>
/// A step without a way back, such as a revocation. It can only be a workflow's last (<see cref="WorkflowRun.FinishAsync{TInput,TOutput}"/>),
/// so that nothing which can fail follows it; where that workflow runs inside another that fails later, the effect stays.
/// </summary>
/// <typeparam name="TInput">What the step is given.</typeparam>
/// <typeparam name="TOutput">What it answers with.</typeparam>
public abstract class IrreversibleStep<TInput, TOutput> : Step
{
    /// <summary>Names the step.</summary>
    /// <param name="name">The name in the journal.</param>
    protected IrreversibleStep(string name)
        : base(name)
    {
    }

    internal override StepState StateWhenDone => StepState.Irreversible;

    /// <inheritdoc cref="Step{TInput,TOutput,TUndo}.ExecuteAsync"/>
    /// <returns>The output.</returns>
    protected internal abstract Task<TOutput> ExecuteAsync(StepContext step, TInput input, CancellationToken cancellationToken);

    internal sealed override Task UndoAsync(StepContext step, string? undo, CancellationToken cancellationToken) =>
        throw new InvalidOperationException($"The step '{Name}' has no way back.");
}
