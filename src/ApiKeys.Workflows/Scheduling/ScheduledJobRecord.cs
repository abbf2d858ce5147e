namespace ApiKeys.Workflows;

/// <summary>When a job is due, and whose it is at the moment.</summary>
internal sealed class ScheduledJobRecord
{
    public required string Name { get; set; }

    /// <summary>The time that the next run stands for; it stays while a failed run is tried again.</summary>
    public DateTimeOffset ScheduledFor { get; set; }

    /// <summary>When to run next: <see cref="ScheduledFor"/>, or after a failure a while later.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Until when it belongs to the node that runs it; null when it doesn't run.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Counts the owners: a node that stalled while another took over can't move the job's times.</summary>
    public int Epoch { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How often in a row it has failed.</summary>
    public int Failures { get; set; }

    public string? Error { get; set; }
}
