using System.ComponentModel.DataAnnotations;

namespace ApiKeys.Workflows;

/// <summary>How executions are leased, taken over, undone and kept.</summary>
public sealed class WorkflowOptions
{
    /// <summary>
    /// How long an execution stays with its process without a sign of life. Each journal write renews it. Past it any process takes over and undoes
    /// what was done.
    /// </summary>
    /// <value>The default is 30 seconds; 1 second to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "it must be between {1} and {2}")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often to look for executions whose process died.</summary>
    /// <value>The default is 10 seconds; 1 second to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "it must be between {1} and {2}")]
    public TimeSpan RecoveryInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a step may take whose policy doesn't say, its attempts included, and an undo.</summary>
    /// <value>The default is 1 minute; 1 second to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "it must be between {1} and {2}")]
    public TimeSpan StepTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often undoing a step is tried, restarts included, before its execution is left as CompensationFailed.</summary>
    /// <value>The default is 10, which takes about two minutes; 1 to 50.</value>
    [Range(1, 50, ErrorMessage = "it must be between {1} and {2}")]
    public int CompensationAttempts { get; set; } = 10;

    /// <summary>The pause before the second try of an undo; it doubles with each further one, up to one minute.</summary>
    /// <value>The default is 100 milliseconds; 0 to 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00", ErrorMessage = "it must be between {1} and {2}")]
    public TimeSpan CompensationBackoff { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// How long executions that ended are kept. A transaction id is forgotten with its execution; one that waits for a person is never removed.
    /// </summary>
    /// <value>The default is 30 days; 1 hour to 10 years.</value>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00", ErrorMessage = "it must be between {1} and {2}")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);
}
