namespace ApiKeys.Workflows;

/// <summary>A step that ended its execution.</summary>
/// <param name="Sequence">Its row, where it had one already; null for a step whose transaction rolled back.</param>
/// <param name="Step">Its name.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="StartedAt">When the first attempt began.</param>
/// <param name="Failure">Why it failed last.</param>
internal sealed record StepFailure(int? Sequence, string Step, int Attempts, DateTimeOffset StartedAt, Exception Failure);
