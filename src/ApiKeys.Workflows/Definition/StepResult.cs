namespace ApiKeys.Workflows;

/// <summary>What a step answers with.</summary>
/// <param name="Output">For the workflow. Never stored, so it may hold what must not be.</param>
/// <param name="Undo">What the compensation will need. Stored as JSON: ids and old values, never a secret.</param>
/// <typeparam name="TOutput">The output's type.</typeparam>
/// <typeparam name="TUndo">The type of what the compensation needs.</typeparam>
public readonly record struct StepResult<TOutput, TUndo>(TOutput Output, TUndo Undo);
