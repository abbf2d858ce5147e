namespace ApiKeys.Workflows;

/// <summary>One run of a workflow's function: what it runs its steps with.</summary>
public sealed class WorkflowRun
{
    private readonly WorkflowJournal _journal;
    private readonly WorkflowRegistry _registry;
    private readonly Workflow _workflow;
    private readonly bool _isNested;
    private bool _isFinished;

    internal WorkflowRun(
        WorkflowJournal journal, WorkflowRegistry registry, Workflow workflow, bool isNested, CancellationToken cancellationToken)
    {
        _journal = journal;
        _registry = registry;
        _workflow = workflow;
        _isNested = isNested;
        CancellationToken = cancellationToken;
    }

    /// <summary>The execution's id.</summary>
    public string ExecutionId => _journal.ExecutionId;

    /// <summary>The caller's cancellation.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>Runs a step: when this returns, its effect and its journal row are committed.</summary>
    /// <param name="step">One of the workflow's declared steps.</param>
    /// <param name="input">What the step is given.</param>
    /// <returns>The step's output.</returns>
    /// <exception cref="InvalidOperationException">The step isn't declared, or the workflow is finished.</exception>
    public Task<TOutput> StepAsync<TInput, TOutput, TUndo>(Step<TInput, TOutput, TUndo> step, TInput input)
    {
        Admit(step);
        return _journal.CommitAsync(step, input, finish: false, CancellationToken);
    }

    /// <summary>
    /// Runs the last step: its effect, its journal row and the execution's completion are committed together, so that no crash can fall between
    /// them. Inside another workflow it is a step like others, and that workflow completes later.
    /// </summary>
    /// <inheritdoc cref="StepAsync"/>
    public Task<TOutput> FinishAsync<TInput, TOutput, TUndo>(Step<TInput, TOutput, TUndo> step, TInput input)
    {
        Admit(step);
        _isFinished = true;
        return _journal.CommitAsync(step, input, finish: !_isNested, CancellationToken);
    }

    /// <summary>Runs the last step, one without a way back.</summary>
    /// <inheritdoc cref="FinishAsync{TInput,TOutput,TUndo}(Step{TInput,TOutput,TUndo}, TInput)"/>
    public Task<TOutput> FinishAsync<TInput, TOutput>(IrreversibleStep<TInput, TOutput> step, TInput input)
    {
        Admit(step);
        _isFinished = true;
        return _journal.CommitAsync(step, input, finish: !_isNested, CancellationToken);
    }

    /// <summary>Runs another registered workflow inside this one: its steps join this journal and are undone with it.</summary>
    /// <param name="workflow">The other workflow.</param>
    /// <param name="input">What it is given.</param>
    /// <returns>Its output.</returns>
    /// <exception cref="InvalidOperationException">The workflow isn't registered, or this one is finished.</exception>
    public Task<TOutput> WorkflowAsync<TInput, TOutput>(Workflow<TInput, TOutput> workflow, TInput input)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        RefuseWhenFinished(workflow.Name);
        _registry.Require(workflow);
        return workflow.RunAsync(new WorkflowRun(_journal, _registry, workflow, isNested: true, CancellationToken), input);
    }

    private void Admit(Step step)
    {
        ArgumentNullException.ThrowIfNull(step);
        RefuseWhenFinished(step.Name);
        if (!_workflow.Steps.Contains(step))
        {
            throw new InvalidOperationException(
                $"The workflow '{_workflow.Name}' runs the step '{step.Name}' without declaring it: after a crash nobody could undo it.");
        }
    }

    private void RefuseWhenFinished(string next)
    {
        if (_isFinished)
        {
            throw new InvalidOperationException($"The workflow '{_workflow.Name}' is finished and can't run '{next}' any more.");
        }
    }
}
