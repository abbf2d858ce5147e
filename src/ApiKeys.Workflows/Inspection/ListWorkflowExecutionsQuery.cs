namespace ApiKeys.Workflows;

/// <summary>Which executions to list, newest first.</summary>
public sealed record ListWorkflowExecutionsQuery
{
    /// <summary>The largest page.</summary>
    public const int MaxLimit = 1000;

    /// <summary>The most values of <see cref="Ids"/>, <see cref="States"/> and <see cref="Workflows"/> together.</summary>
    public const int MaxValues = 1000;

    /// <summary>Only those that have this text in their id, their error, or the name of their workflow or of a step; in any case.</summary>
    public string? Search { get; init; }

    /// <summary>Only these ids.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Only those in one of these states.</summary>
    public IReadOnlyList<WorkflowState>? States { get; init; }

    /// <summary>Only runs of one of these workflows.</summary>
    public IReadOnlyList<string>? Workflows { get; init; }

    /// <summary>Only those that this one started.</summary>
    public string? StartedBy { get; init; }

    /// <summary>Only those that began at this moment or later.</summary>
    public DateTimeOffset? StartedFrom { get; init; }

    /// <summary>Only those that began before this moment.</summary>
    public DateTimeOffset? StartedBefore { get; init; }

    /// <summary>How many to pass over; at least 0.</summary>
    public int Offset { get; init; }

    /// <summary>How many to answer with, 0 to <see cref="MaxLimit"/>; 0 asks for the count alone.</summary>
    /// <value>The default is 20.</value>
    public int Limit { get; init; } = 20;
}
