namespace ApiKeys.Workflows;

/// <summary>One run of a workflow, as its journal tells.</summary>
public sealed record WorkflowExecutionDetails
{
    /// <summary>The execution's id, <c>wfx_</c> and a ULID.</summary>
    public required string Id { get; init; }

    /// <summary>The workflow's name.</summary>
    public required string Workflow { get; init; }

    /// <summary>Where it stands.</summary>
    public required WorkflowState State { get; init; }

    /// <summary>Who started it.</summary>
    public required string StartedBy { get; init; }

    /// <summary>
    /// The caller's name for the call, where it gave one; <see langword="null"/> again once the execution was undone and the call can be made anew.
    /// </summary>
    public required string? TransactionId { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it reached its end; <see langword="null"/> while it runs, compensates or waits for a person.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>After a failed attempt to undo it: when the next is due at the latest. <see langword="null"/> otherwise.</summary>
    public required DateTimeOffset? RetryAt { get; init; }

    /// <summary>Why it failed: the exception's type and message, tokens scrubbed. <see langword="null"/> when it didn't.</summary>
    public required string? Error { get; init; }

    /// <summary>Its steps in the order they ran.</summary>
    public required IReadOnlyList<WorkflowStepDetails> Steps { get; init; }
}
