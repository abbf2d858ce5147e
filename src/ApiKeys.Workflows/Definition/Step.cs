namespace ApiKeys.Workflows;

/// <summary>
/// One named unit of a workflow. Derive from <see cref="Step{TInput,TOutput,TUndo}"/> for changes in the database, which are committed together with
/// the journal row that tells of them; from <see cref="IrreversibleStep{TInput,TOutput}"/> for such changes without a way back; from
/// <see cref="OutsideStep{TInput,TOutput,TUndo}"/> for an effect elsewhere. Or make one from two functions with <see cref="Define"/> or
/// <see cref="DefineOutside"/>.
/// </summary>
public abstract class Step
{
    private protected Step(string name, StepPolicy? policy)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, WorkflowExecution.NameMaxLength, nameof(name));
        Name = name;
        Policy = policy ?? StepPolicy.Default;
    }

    /// <summary>
    /// The name in the journal, up to 100 characters. A stored name finds its compensation after a crash, so a name, once released, stays.
    /// </summary>
    public string Name { get; }

    /// <summary>How often it is tried and how long it may take.</summary>
    public StepPolicy Policy { get; }

    internal virtual StepState StateWhenDone => StepState.Done;

    /// <summary>Makes a step from two functions.</summary>
    /// <param name="name">The name in the journal.</param>
    /// <param name="execute">Does it; see <see cref="Step{TInput,TOutput,TUndo}.ExecuteAsync"/>.</param>
    /// <param name="compensate">Undoes it; see <see cref="Step{TInput,TOutput,TUndo}.CompensateAsync"/>.</param>
    /// <param name="policy">How often it is tried and how long it may take; the default is <see cref="StepPolicy.Default"/>.</param>
    /// <typeparam name="TInput">What the step is given.</typeparam>
    /// <typeparam name="TOutput">What it answers with.</typeparam>
    /// <typeparam name="TUndo">What its compensation needs. Stored as JSON: ids and old values, never a secret.</typeparam>
    public static Step<TInput, TOutput, TUndo> Define<TInput, TOutput, TUndo>(
        string name,
        Func<StepContext, TInput, CancellationToken, Task<StepResult<TOutput, TUndo>>> execute,
        Func<StepContext, TUndo, CancellationToken, Task> compensate,
        StepPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(execute);
        ArgumentNullException.ThrowIfNull(compensate);
        return new DefinedStep<TInput, TOutput, TUndo>(name, execute, compensate, policy);
    }

    /// <summary>Makes a step with an effect outside the database from three functions.</summary>
    /// <param name="name">The name in the journal.</param>
    /// <param name="prepare">What the undo needs, before anything has happened; see <see cref="OutsideStep{TInput,TOutput,TUndo}.Prepare"/>.</param>
    /// <param name="execute">Does it; see <see cref="OutsideStep{TInput,TOutput,TUndo}.ExecuteAsync"/>.</param>
    /// <param name="compensate">Undoes it; see <see cref="OutsideStep{TInput,TOutput,TUndo}.CompensateAsync"/>.</param>
    /// <param name="policy">How often it is tried and how long it may take; the default is <see cref="StepPolicy.Default"/>.</param>
    /// <typeparam name="TInput">What the step is given.</typeparam>
    /// <typeparam name="TOutput">What it answers with.</typeparam>
    /// <typeparam name="TUndo">What its compensation needs. Stored as JSON: ids and old values, never a secret.</typeparam>
    public static OutsideStep<TInput, TOutput, TUndo> DefineOutside<TInput, TOutput, TUndo>(
        string name,
        Func<TInput, TUndo> prepare,
        Func<OutsideStepContext, TInput, CancellationToken, Task<StepResult<TOutput, TUndo>>> execute,
        Func<OutsideStepContext, TUndo, CancellationToken, Task> compensate,
        StepPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(prepare);
        ArgumentNullException.ThrowIfNull(execute);
        ArgumentNullException.ThrowIfNull(compensate);
        return new DefinedOutsideStep<TInput, TOutput, TUndo>(name, prepare, execute, compensate, policy);
    }

    /// <summary>Makes a step's answer: its output, and what its compensation will need.</summary>
    /// <param name="output">For the workflow. Never stored.</param>
    /// <param name="undo">For the compensation. Stored.</param>
    /// <typeparam name="TOutput">The output's type.</typeparam>
    /// <typeparam name="TUndo">The type of what the compensation needs.</typeparam>
    public static StepResult<TOutput, TUndo> Done<TOutput, TUndo>(TOutput output, TUndo undo) => new(output, undo);

    /// <summary>Undoes what is in the database: in the transaction that says so in the journal.</summary>
    internal virtual Task UndoAsync(StepContext step, string? undo, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Undoes what is elsewhere, before the journal says so.</summary>
    internal virtual Task UndoOutsideAsync(OutsideStepContext step, string? undo, CancellationToken cancellationToken) => Task.CompletedTask;
}
