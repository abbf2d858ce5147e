namespace ApiKeys.Workflows;

/// <summary>The journal's row of one execution. Written with its first step, so no row stands without an effect.</summary>
internal sealed class WorkflowExecution
{
    public const int NameMaxLength = 100;
    public const int StartedByMaxLength = 64;
    public const int TransactionIdMaxLength = 255;
    public const int ErrorMaxLength = WorkflowDatabase.ErrorMaxLength;

    public required string Id { get; set; }

    public required string Workflow { get; set; }

    /// <summary>
    /// The caller's name for this call, unique per workflow and caller; null when it is not to be repeatable, or when it was undone and may be
    /// tried again.
    /// </summary>
    public string? TransactionId { get; set; }

    /// <summary>SHA-256 of the input as JSON, where a transaction id was given: the same id with another input is another call.</summary>
    public byte[]? InputDigest { get; set; }

    public WorkflowState State { get; set; }

    public required string StartedBy { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>After this time the node that runs the execution counts as lost, and any other may take over.</summary>
    public DateTimeOffset LeaseUntil { get; set; }

    /// <summary>
    /// Counts the owners. A concurrency token: every write to the journal matches it, so a process that stalled while another took over can't commit.
    /// </summary>
    public int Epoch { get; set; }

    public string? Error { get; set; }

    public List<WorkflowStepRecord> Steps { get; } = [];
}
