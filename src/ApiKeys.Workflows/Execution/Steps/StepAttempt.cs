namespace ApiKeys.Workflows;

/// <summary>One try of a step.</summary>
/// <param name="Number">Which, from 1.</param>
/// <param name="StartedAt">When the first try began.</param>
/// <param name="CancellationToken">The caller's, the step's timeout, and the loss of the execution to another process.</param>
internal readonly record struct StepAttempt(int Number, DateTimeOffset StartedAt, CancellationToken CancellationToken);
