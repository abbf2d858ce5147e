namespace ApiKeys.Workflows;

/// <summary>A scheduled job, as the database tells.</summary>
public sealed record ScheduledJobDetails
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How often it is due.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Where it stands.</summary>
    public required ScheduledJobState State { get; init; }

    /// <summary>When it runs next; <see langword="null"/> before its first run.</summary>
    public required DateTimeOffset? DueAt { get; init; }

    /// <summary>When it ran last.</summary>
    public required DateTimeOffset? StartedAt { get; init; }

    /// <summary>When its last run ended; <see langword="null"/> while the first runs.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>How often in a row it has failed.</summary>
    public required int Failures { get; init; }

    /// <summary>Why it failed last: the exception's type and message, tokens scrubbed.</summary>
    public required string? Error { get; init; }
}
