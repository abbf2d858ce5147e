using Microsoft.Extensions.Logging;

namespace ApiKeys.Workflows;

/// <summary>Event ids 1000 to 1099.</summary>
internal static partial class WorkflowLog
{
    [LoggerMessage(1000, LogLevel.Information, "Undid execution {ExecutionId}: {Steps} steps.")]
    public static partial void ExecutionCompensated(this ILogger logger, string executionId, int steps);

    [LoggerMessage(1001, LogLevel.Warning, "Took over execution {ExecutionId}, whose process died.")]
    public static partial void ExecutionRecovered(this ILogger logger, string executionId);

    [LoggerMessage(1002, LogLevel.Warning, "Execution {ExecutionId} of {Workflow} outlived its lease and was taken over.")]
    public static partial void ExecutionTakenOver(this ILogger logger, string executionId, string workflow);

    [LoggerMessage(1003, LogLevel.Warning, "Undoing step {Step} of execution {ExecutionId} failed at attempt {Attempt}.")]
    public static partial void CompensationAttemptFailed(
        this ILogger logger, string executionId, string step, int attempt, Exception exception);

    [LoggerMessage(1004, LogLevel.Error, "Step {Step} of execution {ExecutionId} could not be undone and waits for a person.")]
    public static partial void CompensationFailed(this ILogger logger, string executionId, string step, Exception exception);

    [LoggerMessage(1005, LogLevel.Error, "Could not reach the journal to undo execution {ExecutionId} of {Workflow}; left to the recovery.")]
    public static partial void CompensationPostponed(this ILogger logger, string executionId, string workflow, Exception exception);

    [LoggerMessage(1007, LogLevel.Error, "Could not undo execution {ExecutionId}, whose process died; will try again.")]
    public static partial void ExecutionRecoveryFailed(this ILogger logger, string executionId, Exception exception);

    [LoggerMessage(1006, LogLevel.Error, "Could not look for executions whose process died; will try again.")]
    public static partial void RecoveryFailed(this ILogger logger, Exception exception);

    [LoggerMessage(1008, LogLevel.Warning, "Could not renew the lease of {Owner}; will try again.")]
    public static partial void LeaseNotRenewed(this ILogger logger, string owner, Exception exception);

    [LoggerMessage(1010, LogLevel.Warning, "The effect of step {Step} took place when execution {ExecutionId} was taken over already; undid it.")]
    public static partial void LateEffectUndone(this ILogger logger, string step, string executionId);

    [LoggerMessage(1011, LogLevel.Error, "The effect of step {Step} may have taken place when execution {ExecutionId} was taken over already, and could not be undone.")]
    public static partial void LateEffectNotUndone(this ILogger logger, string step, string executionId, Exception exception);

    [LoggerMessage(1012, LogLevel.Warning, "'{Stage}' failed after {Workflow} was committed.")]
    public static partial void AfterCommitFailed(this ILogger logger, string stage, string workflow, Exception exception);

    [LoggerMessage(1009, LogLevel.Information, "Removed {Count} executions that ended longer ago than they are kept.")]
    public static partial void ExecutionsRemoved(this ILogger logger, int count);
}
