namespace ApiKeys.Workflows;

/// <summary>
/// An ordinary asynchronous function that runs named steps. When it throws, its finished steps are undone in reverse and the caller gets the
/// exception; when its process dies, another undoes them.
/// </summary>
public abstract class Workflow
{
    private protected Workflow(string name, IReadOnlyList<Step> steps)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(steps);
        Name = name;
        Steps = steps;
    }

    /// <summary>The name in the journal.</summary>
    public string Name { get; }

    /// <summary>Every step that the function may run, so that a stored step finds its compensation after a crash.</summary>
    public IReadOnlyList<Step> Steps { get; }

    /// <summary>Makes a workflow from a function.</summary>
    /// <param name="name">The name in the journal.</param>
    /// <param name="run">The function; see <see cref="Workflow{TInput,TOutput}.RunAsync"/>.</param>
    /// <param name="steps">Every step that it may run.</param>
    /// <typeparam name="TInput">What the workflow is given.</typeparam>
    /// <typeparam name="TOutput">What it answers with.</typeparam>
    public static Workflow<TInput, TOutput> Define<TInput, TOutput>(
        string name, Func<WorkflowRun, TInput, Task<TOutput>> run, params IReadOnlyList<Step> steps)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new DefinedWorkflow<TInput, TOutput>(name, run, steps);
    }

    /// <summary>Makes a workflow of one step.</summary>
    /// <param name="name">The name in the journal.</param>
    /// <param name="step">The step.</param>
    /// <param name="check">Checks the input before anything runs. Throws a <see cref="WorkflowRefusedException"/> if the input is invalid.</param>
    /// <typeparam name="TInput">What the workflow is given.</typeparam>
    /// <typeparam name="TOutput">What it answers with.</typeparam>
    /// <typeparam name="TUndo">What the compensation needs.</typeparam>
    public static Workflow<TInput, TOutput> DefineOneStep<TInput, TOutput, TUndo>(
        string name, Step<TInput, TOutput, TUndo> step, Action<TInput>? check = null) =>
        Define<TInput, TOutput>(
            name,
            (run, input) =>
            {
                check?.Invoke(input);
                return run.FinishAsync(step, input);
            },
            step);
}

/// <summary>A workflow with its types; derive from it, or make one with <see cref="Workflow.Define"/>.</summary>
/// <typeparam name="TInput">What the workflow is given.</typeparam>
/// <typeparam name="TOutput">What it answers with.</typeparam>
public abstract class Workflow<TInput, TOutput> : Workflow
{
    /// <summary>Names the workflow and its steps.</summary>
    /// <param name="name">The name in the journal.</param>
    /// <param name="steps">Every step that <see cref="RunAsync"/> may run.</param>
    protected Workflow(string name, params IReadOnlyList<Step> steps)
        : base(name, steps)
    {
    }

    /// <summary>
    /// The function: runs steps, in the order and under the conditions that C# says. It makes no changes of its own. It should end with
    /// <see cref="WorkflowRun.FinishAsync{TInput,TOutput,TUndo}"/>, which makes the last effect and the completion one transaction.
    /// </summary>
    /// <param name="run">Runs the steps and keeps the journal.</param>
    /// <param name="input">What the caller gave.</param>
    /// <returns>What the caller gets. Never stored.</returns>
    protected internal abstract Task<TOutput> RunAsync(WorkflowRun run, TInput input);
}

internal sealed class DefinedWorkflow<TInput, TOutput>(
    string name, Func<WorkflowRun, TInput, Task<TOutput>> run, IReadOnlyList<Step> steps)
    : Workflow<TInput, TOutput>(name, steps)
{
    protected internal override Task<TOutput> RunAsync(WorkflowRun workflowRun, TInput input) => run(workflowRun, input);
}
