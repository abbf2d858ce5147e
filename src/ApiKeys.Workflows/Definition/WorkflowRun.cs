
namespace ApiKeys.Workflows;

/// <summary>One run of a workflow's function: what it runs its steps with.</summary>
public sealed class WorkflowRun
{
    private readonly WorkflowJournal _journal;
    private readonly StepRunner _steps;
    private readonly WorkflowRegistry _registry;
    private readonly string _name;
    private readonly IReadOnlyList<Step> _declared;
    private readonly bool _completes;
    private bool _isFinished;

    private WorkflowRun(
        WorkflowJournal journal,
        StepRunner steps,
        WorkflowRegistry registry,
        string name,
        IReadOnlyList<Step> declared,
        bool completes,
        CancellationToken cancellationToken)
    {
        _journal = journal;
        _steps = steps;
        _registry = registry;
        _name = name;
        _declared = declared;
        _completes = completes;
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
    /// <exception cref="StepTimedOutException">The step took longer than its policy allows.</exception>
    public Task<TOutput> StepAsync<TInput, TOutput, TUndo>(Step<TInput, TOutput, TUndo> step, TInput input)
    {
        Admit(step);
        return RunAsync(step, input, finish: false);
    }

    /// <summary>
    /// Runs a step with an effect outside the database: when this returns, the effect has taken place and the journal says so. Such steps that are
    /// started together run at the same time.
    /// </summary>
    /// <inheritdoc cref="StepAsync{TInput,TOutput,TUndo}(Step{TInput,TOutput,TUndo}, TInput)"/>
    public Task<TOutput> StepAsync<TInput, TOutput, TUndo>(OutsideStep<TInput, TOutput, TUndo> step, TInput input)
    {
        Admit(step);
        int? started = null;
        return _steps.RunAsync(
            step,
            async attempt =>
            {
                var undo = step.Prepare(input);
                var sequence = started ??= await _journal.StartAsync(step, attempt, WorkflowJson.Serialize(undo));
                var context = _journal.Outside(sequence, attempt.Number);
                try
                {
                    var result = await step.ExecuteAsync(context, input, attempt.CancellationToken);
                    undo = result.Undo;
                    await _journal.FinishAsync(step, sequence, attempt.Number, WorkflowJson.Serialize(undo));
                    return result.Output;
                }
                catch (Exception exception) when (_journal.IsLost(exception))
                {
                    // Whoever took over has undone it, perhaps before it took place.
                    await _steps.UndoLateAsync(step, cancellationToken => step.CompensateAsync(context, undo, cancellationToken));
                    throw;
                }
            },
            () => started,
            CancellationToken);
    }

    /// <summary>
    /// Runs the last step: its effect, its journal row and the execution's completion are committed together, so that no crash can fall between
    /// them. Inside another workflow, and where a hook follows, it is a step like others and the execution completes later.
    /// </summary>
    /// <inheritdoc cref="StepAsync{TInput,TOutput,TUndo}(Step{TInput,TOutput,TUndo}, TInput)"/>
    public Task<TOutput> FinishAsync<TInput, TOutput, TUndo>(Step<TInput, TOutput, TUndo> step, TInput input)
    {
        Admit(step);
        _isFinished = true;
        return RunAsync(step, input, finish: _completes);
    }

    /// <summary>Runs the last step, one without a way back.</summary>
    /// <inheritdoc cref="FinishAsync{TInput,TOutput,TUndo}(Step{TInput,TOutput,TUndo}, TInput)"/>
    public Task<TOutput> FinishAsync<TInput, TOutput>(IrreversibleStep<TInput, TOutput> step, TInput input)
    {
        Admit(step);
        _isFinished = true;
        return _steps.RunAsync(
            step,
            attempt => _journal.CommitAsync(
                step,
                attempt,
                _completes,
                async context => (await step.ExecuteAsync(context, input, attempt.CancellationToken), (string?)null)),
            sequence: () => null,
            CancellationToken);
    }

    /// <summary>Runs another registered workflow inside this one: its steps, and those of its hooks, join this journal and are undone with it.</summary>
    /// <param name="workflow">The other workflow.</param>
    /// <param name="input">What it is given.</param>
    /// <returns>Its output.</returns>
    /// <exception cref="InvalidOperationException">The workflow isn't registered, or this one is finished.</exception>
    public Task<TOutput> WorkflowAsync<TInput, TOutput>(Workflow<TInput, TOutput> workflow, TInput input)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        RefuseWhenFinished(workflow.Name);
        _registry.Require(workflow);
        return RunAsync(_journal, _steps, _registry, workflow, input, isNested: true, CancellationToken);
    }

    /// <summary>Runs a workflow and then its hooks.</summary>
    internal static async Task<TOutput> RunAsync<TInput, TOutput>(
        WorkflowJournal journal,
        StepRunner steps,
        WorkflowRegistry registry,
        Workflow<TInput, TOutput> workflow,
        TInput input,
        bool isNested,
        CancellationToken cancellationToken)
    {
        var hooks = registry.HooksOf(workflow);
        var completes = !isNested && hooks.Count == 0;
        var output = await workflow.RunAsync(
            new WorkflowRun(journal, steps, registry, workflow.Name, workflow.Steps, completes, cancellationToken), input);
        foreach (var hook in hooks)
        {
            await hook.RunAsync(
                new WorkflowRun(journal, steps, registry, hook.Name, hook.Steps, completes: false, cancellationToken), input, output);
        }

        return output;
    }

    private Task<TOutput> RunAsync<TInput, TOutput, TUndo>(Step<TInput, TOutput, TUndo> step, TInput input, bool finish) => _steps.RunAsync(
        step,
        attempt => _journal.CommitAsync(
            step,
            attempt,
            finish,
            async context =>
            {
                var result = await step.ExecuteAsync(context, input, attempt.CancellationToken);
                return (result.Output, (string?)WorkflowJson.Serialize(result.Undo));
            }),
        sequence: () => null,
        CancellationToken);

    private void Admit(Step step)
    {
        ArgumentNullException.ThrowIfNull(step);
        RefuseWhenFinished(step.Name);
        if (!_declared.Contains(step))
        {
            throw new StepRefusedException($"'{_name}' runs the step '{step.Name}' without declaring it: after a crash nobody could undo it.");
        }
    }

    private void RefuseWhenFinished(string next)
    {
        if (_isFinished)
        {
            throw new StepRefusedException($"The workflow '{_name}' is finished and can't run '{next}' any more.");
        }
    }
}
