namespace ApiKeys.Workflows;

/// <summary>What came of a run that did not fail.</summary>
/// <param name="ExecutionId">The execution.</param>
/// <param name="IsRepeat">Whether an earlier call with the same transaction id had done it; then there is no output, for outputs are not stored.</param>
/// <param name="Output">What the workflow answered with; the default for a repeat.</param>
/// <typeparam name="TOutput">The output's type.</typeparam>
public sealed record WorkflowOutcome<TOutput>(string ExecutionId, bool IsRepeat, TOutput? Output);
