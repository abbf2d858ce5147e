namespace ApiKeys.Workflows;

/// <summary>The journal's row of one step, committed in the same transaction as the step's effect.</summary>
internal sealed class WorkflowStepRecord
{
    public required string ExecutionId { get; set; }

    public int Sequence { get; set; }

    public required string Step { get; set; }

    public StepState State { get; set; }

    /// <summary>What the compensation needs, as JSON. Outputs are never stored: going backwards, nothing has to be replayed.</summary>
    public string? Undo { get; set; }

    public DateTimeOffset DoneAt { get; set; }

    public DateTimeOffset? CompensatedAt { get; set; }

    public int CompensationAttempts { get; set; }

    public string? Error { get; set; }
}
