using ApiKeys.Admin.Operations;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Components.Workflows.Execution;

/// <summary>An execution's page, as loaded.</summary>
/// <param name="Execution">The execution.</param>
/// <param name="Changes">What it did last to keys and sales channels, in the order it did it, as far as a page shows it.</param>
/// <param name="ChangeCount">How many changes there are in all.</param>
/// <param name="Names">The name of who started it.</param>
/// <param name="MayChange">Whether to offer acts.</param>
public sealed record ExecutionContent(
    WorkflowExecutionDetails Execution,
    IReadOnlyList<ApiKeyEventDetails> Changes,
    int ChangeCount,
    IReadOnlyDictionary<string, ActorName> Names,
    bool MayChange);
