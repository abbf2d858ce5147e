namespace ApiKeys.Workflows;

/// <summary>Every workflow and step by its stored name, so that a journal written by a process that died can be undone by another.</summary>
internal sealed class WorkflowRegistry
{
    private readonly Dictionary<string, Workflow> _workflows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Step> _steps = new(StringComparer.Ordinal);

    public WorkflowRegistry(IEnumerable<Workflow> workflows)
    {
        foreach (var workflow in workflows)
        {
            if (!_workflows.TryAdd(workflow.Name, workflow))
            {
                throw new InvalidOperationException($"Two workflows are named '{workflow.Name}'.");
            }

            foreach (var step in workflow.Steps)
            {
                if (!_steps.TryAdd(step.Name, step) && !ReferenceEquals(_steps[step.Name], step))
                {
                    throw new InvalidOperationException(
                        $"Two steps are named '{step.Name}'. A stored name must lead to one compensation: share the step or rename it.");
                }
            }
        }
    }

    public IReadOnlyCollection<Workflow> Workflows => _workflows.Values;

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
        : throw new InvalidOperationException($"No registered workflow has a step '{name}', so it can't be undone by this process.");
}
