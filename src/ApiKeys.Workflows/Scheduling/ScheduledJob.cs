namespace ApiKeys.Workflows;

/// <summary>
/// Work that is due again and again. Register it with <c>AddScheduledJob</c> on every node: the database sees to it that each time it is due it runs on
/// one of them.
/// </summary>
public abstract class ScheduledJob
{
    /// <summary>The longest name, in characters.</summary>
    public const int NameMaxLength = 80;

    /// <summary>Names the job and says how often it is due.</summary>
    /// <param name="name">The name under which its times are stored, up to <see cref="NameMaxLength"/> characters. Once released, it stays.</param>
    /// <param name="interval">How often it is due, counted from when it first ran; at least 1 second.</param>
    /// <exception cref="ArgumentException">The name is blank or too long, or the interval too short.</exception>
    protected ScheduledJob(string name, TimeSpan interval)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, NameMaxLength, nameof(name));
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.FromSeconds(1));
        Name = name;
        Interval = interval;
    }

    /// <summary>The name under which its times are stored.</summary>
    public string Name { get; }

    /// <summary>How often it is due.</summary>
    public TimeSpan Interval { get; }

    /// <summary>
    /// Does it. What it throws is stored and shown, and it is tried again with growing pauses under the same <see cref="ScheduledJobRun.Id"/>. When its
    /// process dies, another node runs it again once the lease has run out.
    /// </summary>
    /// <param name="run">Which run this is.</param>
    /// <param name="cancellationToken">The host stops, or another node has taken the job over.</param>
    protected internal abstract Task RunAsync(ScheduledJobRun run, CancellationToken cancellationToken);
}
