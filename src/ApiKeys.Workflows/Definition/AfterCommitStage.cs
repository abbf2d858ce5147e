namespace ApiKeys.Workflows;

/// <summary>
/// What an execution does once its changes are committed and before its caller hears of them, for example wait until other processes know of them. Steps ask for it
/// (<see cref="StepContext.AfterCommit{TStage}"/>). It runs once, however many of the execution's steps ask. Register it with <c>AddAfterCommitStage</c>.
/// </summary>
/// <remarks>
/// It also runs when a step that asks for it refuses, because such an answer can rest on what others have just committed; and, with nothing to work on, when a call is
/// repeated, because the first may still be in this stage. It doesn't run for an execution that failed, nor after a crash. What must not get lost belongs in a step
/// or in a subscriber.
/// </remarks>
public abstract class AfterCommitStage
{
    /// <summary>Names the stage.</summary>
    /// <param name="name">The name in telemetry and in the log.</param>
    protected AfterCommitStage(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>The name in telemetry and in the log.</summary>
    public string Name { get; }

    /// <summary>Does it. An exception is logged and changes nothing, because the execution is complete.</summary>
    /// <param name="subjects">What the steps passed on.</param>
    /// <param name="cancellationToken">The caller's.</param>
    protected internal abstract Task RunAsync(IReadOnlyList<object> subjects, CancellationToken cancellationToken);
}
