namespace ApiKeys.Workflows;

/// <summary>
/// One named unit of a workflow: changes that are committed together with the journal row that tells of them. Derive from
/// <see cref="Step{TInput,TOutput,TUndo}"/> or, for what has no way back, <see cref="IrreversibleStep{TInput,TOutput}"/>; or make one from two
/// functions with <see cref="Define"/>.
/// </summary>
public abstract class Step
{
    private protected Step(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>The name in the journal. A stored name finds its compensation after a crash, so a name, once released, stays.</summary>
    public string Name { get; }

    /// <summary>Makes a step from two functions.</summary>
    /// <param name="name">The name in the journal.</param>
    /// <param name="execute">Does it; see <see cref="Step{TInput,TOutput,TUndo}.ExecuteAsync"/>.</param>
    /// <param name="compensate">Undoes it; see <see cref="Step{TInput,TOutput,TUndo}.CompensateAsync"/>.</param>
    /// <typeparam name="TInput">What the step is given.</typeparam>
    /// <typeparam name="TOutput">What it answers with.</typeparam>
    /// <typeparam name="TUndo">What its compensation needs. Stored as JSON: ids and old values, never a secret.</typeparam>
    public static Step<TInput, TOutput, TUndo> Define<TInput, TOutput, TUndo>(
        string name,
        Func<StepContext, TInput, CancellationToken, Task<StepResult<TOutput, TUndo>>> execute,
        Func<StepContext, TUndo, CancellationToken, Task> compensate)
    {
        ArgumentNullException.ThrowIfNull(execute);
        ArgumentNullException.ThrowIfNull(compensate);
        return new DefinedStep<TInput, TOutput, TUndo>(name, execute, compensate);
    }

    /// <summary>Makes a step's answer: its output, and what its compensation will need.</summary>
    /// <param name="output">For the workflow. Never stored.</param>
    /// <param name="undo">For the compensation. Stored.</param>
    /// <typeparam name="TOutput">The output's type.</typeparam>
    /// <typeparam name="TUndo">The type of what the compensation needs.</typeparam>
    public static StepResult<TOutput, TUndo> Done<TOutput, TUndo>(TOutput output, TUndo undo) => new(output, undo);

    internal abstract StepState StateWhenDone { get; }

    internal abstract Task UndoAsync(StepContext step, string? undo, CancellationToken cancellationToken);
}
