namespace ApiKeys.Workflows;

/// <summary>One step of an execution, as its journal tells.</summary>
public sealed record WorkflowStepDetails
{
    /// <summary>The step's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands.</summary>
    public required StepState State { get; init; }

    /// <summary>How often it was tried; 0 while its first try runs.</summary>
    public required int Attempts { get; init; }

    /// <summary>When its first try began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its effect was committed; <see langword="null"/> while it may be under way, and when it failed.</summary>
    public required DateTimeOffset? DoneAt { get; init; }

    /// <summary>Why it failed: the exception's type and message, tokens scrubbed. <see langword="null"/> when it didn't.</summary>
    public required string? Error { get; init; }

    /// <summary>When its effect was undone.</summary>
    public required DateTimeOffset? CompensatedAt { get; init; }

    /// <summary>How often undoing it was tried.</summary>
    public required int CompensationAttempts { get; init; }

    /// <summary>Why undoing it failed last, tokens scrubbed. <see langword="null"/> when it didn't, or was undone since.</summary>
    public required string? CompensationError { get; init; }
}
