namespace ApiKeys.Workflows;

/// <summary>Workflows, hooks and steps by their names, once it is sure that they fit together.</summary>
internal sealed class WorkflowIndex
{
    private readonly Dictionary<string, Workflow> _workflows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Step> _steps = new(StringComparer.Ordinal);
    private readonly ILookup<Workflow, WorkflowHook> _hooks;

    public WorkflowIndex(IEnumerable<Workflow> workflows, IEnumerable<WorkflowHook> hooks)
    {
        _hooks = hooks.ToLookup(hook => hook.Workflow);
        foreach (var workflow in workflows)
        {
            if (!_workflows.TryAdd(workflow.Name, workflow))
            {
                throw new InvalidOperationException($"Two workflows are named '{workflow.Name}'.");
            }

            Add(workflow.Steps);
        }

        foreach (var hook in _hooks.SelectMany(group => group))
        {
            Require(hook.Workflow);
            RefuseBehindNoWayBack(hook);
            Add(hook.Steps);
        }
    }

    public IReadOnlyCollection<Workflow> Workflows => _workflows.Values;

    public IReadOnlyList<WorkflowHook<TInput, TOutput>> HooksOf<TInput, TOutput>(Workflow<TInput, TOutput> workflow) =>
        [.. _hooks[workflow].Cast<WorkflowHook<TInput, TOutput>>()];

    public void Require(Workflow workflow)
    {
        if (!_workflows.TryGetValue(workflow.Name, out var known) || !ReferenceEquals(known, workflow))
        {
            throw new InvalidOperationException(
                $"The workflow '{workflow.Name}' isn't registered: after a crash nobody could undo it. Register it with AddWorkflow.");
        }
    }

    public Step Step(string name) => _steps.TryGetValue(name, out var step)
        ? step
        : throw new UnknownStepException(name);

    private static void RefuseBehindNoWayBack(WorkflowHook hook)
    {
        var step = hook.Workflow.Steps.Concat(hook.Steps).FirstOrDefault(step => step.StateWhenDone == StepState.Irreversible);
        if (step is not null)
        {
            throw new InvalidOperationException(
                $"The workflow '{hook.Workflow.Name}' can't have a hook with the step '{step.Name}', which has no way back: what failed after it "
                + "could not be undone. Subscribe to its event instead, or run the workflow last inside one of yours.");
        }
    }

    private void Add(IReadOnlyList<Step> steps)
    {
        foreach (var step in steps)
        {
            if (!_steps.TryAdd(step.Name, step) && !ReferenceEquals(_steps[step.Name], step))
            {
                throw new InvalidOperationException(
                    $"Two steps are named '{step.Name}'. A stored name must lead to one compensation: share the step or rename it.");
            }
        }
    }
}
