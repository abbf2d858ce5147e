namespace ApiKeys.Workflows;

/// <summary>Runs steps and writes the journal of it.</summary>
internal sealed class JournaledRun : WorkflowRun
{
    private readonly WorkflowJournal _journal;
    private readonly StepRunner _steps;
    private readonly WorkflowRegistry _registry;
    private readonly AfterCommitStages _stages;
    private readonly string _name;
    private readonly IReadOnlyList<Step> _declared;
    private readonly bool _completes;
    private bool _isFinished;

    private JournaledRun(
        WorkflowJournal journal,
        StepRunner steps,
        WorkflowRegistry registry,
        AfterCommitStages stages,
        string name,
        IReadOnlyList<Step> declared,
        bool completes,
        CancellationToken cancellationToken)
        : base(cancellationToken)
    {
        _journal = journal;
        _steps = steps;
        _registry = registry;
        _stages = stages;
        _name = name;
        _declared = declared;
        _completes = completes;
    }

    public override string ExecutionId => _journal.ExecutionId;

    public override Task<TOutput> StepAsync<TInput, TOutput, TUndo>(Step<TInput, TOutput, TUndo> step, TInput input)
    {
        Admit(step);
        return RunAsync(step, input, finish: false);
    }

    public override Task<TOutput> StepAsync<TInput, TOutput, TUndo>(OutsideStep<TInput, TOutput, TUndo> step, TInput input)
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

    public override Task<TOutput> FinishAsync<TInput, TOutput, TUndo>(Step<TInput, TOutput, TUndo> step, TInput input)
    {
        Admit(step);
        _isFinished = true;
        return LastAsync(RunAsync(step, input, finish: _completes));
    }

    public override Task<TOutput> FinishAsync<TInput, TOutput>(IrreversibleStep<TInput, TOutput> step, TInput input)
    {
        Admit(step);
        _isFinished = true;
        return LastAsync(_steps.RunAsync(
            step,
            attempt => _journal.CommitAsync(
                step,
                attempt,
                _completes,
                async context => (await step.ExecuteAsync(context, input, attempt.CancellationToken), (string?)null)),
            sequence: () => null,
            CancellationToken));
    }

    public override Task<TOutput> WorkflowAsync<TInput, TOutput>(Workflow<TInput, TOutput> workflow, TInput input)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        RefuseWhenFinished(workflow.Name);
        _registry.Require(workflow);
        return RunAsync(_journal, _steps, _registry, _stages, workflow, input, isNested: true, CancellationToken);
    }

    /// <summary>Runs a workflow and then its hooks.</summary>
    public static async Task<TOutput> RunAsync<TInput, TOutput>(
        WorkflowJournal journal,
        StepRunner steps,
        WorkflowRegistry registry,
        AfterCommitStages stages,
        Workflow<TInput, TOutput> workflow,
        TInput input,
        bool isNested,
        CancellationToken cancellationToken)
    {
        var hooks = registry.HooksOf(workflow);
        var completes = !isNested && hooks.Count == 0;
        var output = await workflow.RunAsync(
            new JournaledRun(journal, steps, registry, stages, workflow.Name, workflow.Steps, completes, cancellationToken), input);
        foreach (var hook in hooks)
        {
            await hook.RunAsync(
                new JournaledRun(journal, steps, registry, stages, hook.Name, hook.Steps, completes: false, cancellationToken), input, output);
        }

        return output;
    }

    // The workflow's function continues after the stages, so that its result can contain what they found.
    private async Task<TOutput> LastAsync<TOutput>(Task<TOutput> committing)
    {
        var output = await committing;
        if (_completes)
        {
            await _stages.RunAsync(CancellationToken);
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
