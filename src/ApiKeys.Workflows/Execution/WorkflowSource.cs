namespace ApiKeys.Workflows;

/// <summary>Gives workflows that a service of the container holds.</summary>
internal delegate IReadOnlyList<Workflow> WorkflowSource(IServiceProvider services);
