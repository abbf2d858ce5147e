namespace ApiKeys.Workflows;

/// <summary>
/// Work of an execution after its changes are committed and before its caller gets the result, such as waiting until other nodes know of the changes. Steps request it
/// (<see cref="StepContext.AfterCommit{TStage}"/>). It runs once, even if several steps request it. Register it with <c>AddAfterCommitStage</c>.
/// </summary>
/// <remarks>
/// It also runs when a step that requests it refuses, because a refusal can depend on what another caller has just committed. It also runs, without subjects, when a
/// call is repeated, because the first call may still be in this stage. It doesn't run for an execution that failed, or after a crash. Work that must not be lost
/// belongs in a step or in an event subscriber.
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

    /// <summary>Runs the stage. An exception is logged and doesn't change the result, because the changes are committed.</summary>
    /// <param name="subjects">What the steps passed to <see cref="StepContext.AfterCommit{TStage}"/>.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    protected internal abstract Task RunAsync(IReadOnlyList<object> subjects, CancellationToken cancellationToken);
}
