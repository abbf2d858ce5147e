namespace ApiKeys.Workflows;

/// <summary>Where a scheduled job stands.</summary>
public enum ScheduledJobState
{
    /// <summary>It waits until it is due.</summary>
    Waiting = 1,

    /// <summary>A node runs it.</summary>
    Running,

    /// <summary>It failed last and waits to be tried again.</summary>
    Failing,
}
