namespace ApiKeys.Workflows;

/// <summary>Returns the workflows that a service of the container has.</summary>
internal delegate IReadOnlyList<Workflow> WorkflowSource(IServiceProvider services);
