using ApiKeys.Admin.Operations;
using ApiKeys.Keys;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Components.Workflows;

/// <summary>One page of the list of executions, as loaded.</summary>
public sealed record WorkflowsContent(
    PagedList<WorkflowExecutionDetails> Executions, IReadOnlyDictionary<string, ActorName> Names, bool MayChange);
