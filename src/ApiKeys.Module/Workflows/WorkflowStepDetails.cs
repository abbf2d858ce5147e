namespace ApiKeys.Workflows;

/// <summary>One step of an execution, as its journal tells.</summary>
/// <param name="Name">The step's name.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DoneAt">When its effect was committed.</param>
/// <param name="CompensatedAt">When its effect was undone.</param>
/// <param name="CompensationAttempts">How often undoing it was tried.</param>
/// <param name="Error">Why undoing it failed last, tokens scrubbed.</param>
public sealed record WorkflowStepDetails(
    string Name, StepState State, DateTimeOffset DoneAt, DateTimeOffset? CompensatedAt, int CompensationAttempts, string? Error);
