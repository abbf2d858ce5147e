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

    /// <summary>How often the step was tried.</summary>
    public int Attempts { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When the effect was committed; null while it may be under way, and when it failed.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>Why the step failed.</summary>
    public string? Error { get; set; }

    public DateTimeOffset? CompensatedAt { get; set; }

    public int CompensationAttempts { get; set; }

    /// <summary>Why undoing it failed last; null once it is undone.</summary>
    public string? CompensationError { get; set; }
}
