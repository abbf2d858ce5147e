using ApiKeys.Admin.Operations;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Components.Workflows;

/// <summary>One page of the list of executions, as loaded.</summary>
/// <param name="Executions">The page.</param>
/// <param name="Total">How many executions there are, filters aside.</param>
/// <param name="Names">The names of who started them.</param>
/// <param name="People">Who the list can be narrowed to.</param>
public sealed record WorkflowsContent(
    PagedList<WorkflowExecutionDetails> Executions,
    int Total,
    IReadOnlyDictionary<string, ActorName> Names,
    IReadOnlyList<ActorName> People);
