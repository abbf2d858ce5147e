namespace ApiKeys.Workflows;

/// <summary>
/// A step without a way back, such as a revocation. It can only be a workflow's last (<see cref="WorkflowRun.FinishAsync{TInput,TOutput}"/>),
/// and a workflow that declares one can have no hooks, so that nothing which can fail follows it. Where such a workflow runs inside another that
/// fails later, the other's steps are undone and this effect stays: the execution ends as <see cref="WorkflowState.Compensated"/> with this step as
/// <see cref="StepState.Irreversible"/>. Run it last there too.
/// </summary>
/// <typeparam name="TInput">What the step is given.</typeparam>
/// <typeparam name="TOutput">What it answers with.</typeparam>
public abstract class IrreversibleStep<TInput, TOutput> : Step
{
    /// <summary>Names the step.</summary>
    /// <param name="name">The name in the journal.</param>
    /// <param name="policy">How often it is tried and how long it may take; the default is <see cref="StepPolicy.Default"/>.</param>
    protected IrreversibleStep(string name, StepPolicy? policy = null)
        : base(name, policy)
    {
    }

    internal override StepState StateWhenDone => StepState.Irreversible;

    /// <inheritdoc cref="Step{TInput,TOutput,TUndo}.ExecuteAsync"/>
    /// <returns>The output.</returns>
    protected internal abstract Task<TOutput> ExecuteAsync(StepContext step, TInput input, CancellationToken cancellationToken);
}
