namespace ApiKeys.Workflows;

/// <summary>One run of a workflow's function: what it runs its steps with.</summary>
public abstract class WorkflowRun
{
    private protected WorkflowRun(CancellationToken cancellationToken) => CancellationToken = cancellationToken;

    /// <summary>The execution's id.</summary>
    public abstract string ExecutionId { get; }

    /// <summary>The caller's cancellation.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>Runs a step: when this returns, its effect and its journal row are committed.</summary>
    /// <param name="step">One of the workflow's declared steps.</param>
    /// <param name="input">What the step is given.</param>
    /// <returns>The step's output.</returns>
    /// <exception cref="InvalidOperationException">The step isn't declared, or the workflow is finished.</exception>
    /// <exception cref="StepTimedOutException">The step took longer than its policy allows.</exception>
    public abstract Task<TOutput> StepAsync<TInput, TOutput, TUndo>(Step<TInput, TOutput, TUndo> step, TInput input);

    /// <summary>
    /// Runs a step with an effect outside the database: when this returns, the effect has taken place and the journal says so. Such steps that are
    /// started together run at the same time.
    /// </summary>
    /// <inheritdoc cref="StepAsync{TInput,TOutput,TUndo}(Step{TInput,TOutput,TUndo}, TInput)"/>
    public abstract Task<TOutput> StepAsync<TInput, TOutput, TUndo>(OutsideStep<TInput, TOutput, TUndo> step, TInput input);

    /// <summary>
    /// Runs the last step: its effect, its journal row and the execution's completion are committed together, so that no crash can fall between
    /// them. Inside another workflow, and where a hook follows, it is a step like others and the execution completes later. When it completes the execution, the stages that
    /// steps requested (<see cref="AfterCommitStage"/>) have run before this returns.
    /// </summary>
    /// <inheritdoc cref="StepAsync{TInput,TOutput,TUndo}(Step{TInput,TOutput,TUndo}, TInput)"/>
    public abstract Task<TOutput> FinishAsync<TInput, TOutput, TUndo>(Step<TInput, TOutput, TUndo> step, TInput input);

    /// <summary>Runs the last step, one without a way back.</summary>
    /// <inheritdoc cref="FinishAsync{TInput,TOutput,TUndo}(Step{TInput,TOutput,TUndo}, TInput)"/>
    public abstract Task<TOutput> FinishAsync<TInput, TOutput>(IrreversibleStep<TInput, TOutput> step, TInput input);

    /// <summary>Runs another registered workflow inside this one: its steps, and those of its hooks, join this journal and are undone with it.</summary>
    /// <param name="workflow">The other workflow.</param>
    /// <param name="input">What it is given.</param>
    /// <returns>Its output.</returns>
    /// <exception cref="InvalidOperationException">The workflow isn't registered, or this one is finished.</exception>
    public abstract Task<TOutput> WorkflowAsync<TInput, TOutput>(Workflow<TInput, TOutput> workflow, TInput input);
}
