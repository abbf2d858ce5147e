using System.Globalization;

namespace ApiKeys.Workflows;

/// <summary>One run of a scheduled job.</summary>
public sealed class ScheduledJobRun
{
    internal ScheduledJobRun(string job, DateTimeOffset scheduledFor, int attempt)
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{job}@{scheduledFor.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}");
        ScheduledFor = scheduledFor;
        Attempt = attempt;
    }

    /// <summary>
    /// Names the run: the same when it is tried again, on whichever node. As the transaction id of a workflow it makes that workflow run once for each
    /// time the job is due.
    /// </summary>
    public string Id { get; }

    /// <summary>When it was due.</summary>
    public DateTimeOffset ScheduledFor { get; }

    /// <summary>Which attempt this is, from 1.</summary>
    public int Attempt { get; }
}
