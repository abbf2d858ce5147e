namespace ApiKeys.Workflows;

/// <summary>
/// Steps of the host's own that run after a workflow, in the same execution: when they fail, the workflow's own steps are undone with them. Derive from
/// <see cref="WorkflowHook{TInput,TOutput}"/> or make one with <see cref="Define"/>, and register it with <c>AddWorkflowHook</c>.
/// </summary>
/// <remarks>
/// A workflow that ends with a step without a way back, such as a revocation, can have no hooks: a hook that failed could not undo it. Subscribe to
/// its event instead.
/// </remarks>
public abstract class WorkflowHook
{
    private protected WorkflowHook(Workflow workflow, IReadOnlyList<Step> steps)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(steps);
        Workflow = workflow;
        Steps = steps;
    }

    /// <summary>The workflow that it follows.</summary>
    public Workflow Workflow { get; }

    /// <summary>Every step that it may run.</summary>
    public IReadOnlyList<Step> Steps { get; }

    internal string Name => $"hook of {Workflow.Name}";

    /// <summary>Makes a hook from a function.</summary>
    /// <param name="workflow">The workflow to follow.</param>
    /// <param name="run">The function; see <see cref="WorkflowHook{TInput,TOutput}.RunAsync"/>.</param>
    /// <param name="steps">Every step that it may run.</param>
    /// <typeparam name="TInput">What the workflow is given.</typeparam>
    /// <typeparam name="TOutput">What it answers with.</typeparam>
    public static WorkflowHook<TInput, TOutput> Define<TInput, TOutput>(
        Workflow<TInput, TOutput> workflow, Func<WorkflowRun, TInput, TOutput, Task> run, params IReadOnlyList<Step> steps)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new DefinedWorkflowHook<TInput, TOutput>(workflow, run, steps);
    }
}

/// <summary>A hook with its workflow's types.</summary>
/// <typeparam name="TInput">What the workflow is given.</typeparam>
/// <typeparam name="TOutput">What it answers with.</typeparam>
public abstract class WorkflowHook<TInput, TOutput> : WorkflowHook
{
    /// <summary>Names the workflow and the hook's steps.</summary>
    /// <param name="workflow">The workflow to follow.</param>
    /// <param name="steps">Every step that <see cref="RunAsync"/> may run.</param>
    protected WorkflowHook(Workflow<TInput, TOutput> workflow, params IReadOnlyList<Step> steps)
        : base(workflow, steps)
    {
    }

    /// <summary>Runs the hook's steps, once the workflow's are committed and before the execution completes.</summary>
    /// <param name="run">Runs the steps and keeps the journal.</param>
    /// <param name="input">What the workflow was given.</param>
    /// <param name="output">What it answers with. May hold a secret that is shown once: keep it out of everything that is stored.</param>
    protected internal abstract Task RunAsync(WorkflowRun run, TInput input, TOutput output);
}

internal sealed class DefinedWorkflowHook<TInput, TOutput>(
    Workflow<TInput, TOutput> workflow, Func<WorkflowRun, TInput, TOutput, Task> run, IReadOnlyList<Step> steps)
    : WorkflowHook<TInput, TOutput>(workflow, steps)
{
    protected internal override Task RunAsync(WorkflowRun workflowRun, TInput input, TOutput output) => run(workflowRun, input, output);
}
