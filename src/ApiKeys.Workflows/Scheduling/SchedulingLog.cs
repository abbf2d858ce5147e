using Microsoft.Extensions.Logging;

namespace ApiKeys.Workflows;

/// <summary>Event ids 1300 to 1399.</summary>
internal static partial class SchedulingLog
{
    [LoggerMessage(1300, LogLevel.Error, "The scheduled job {Job} failed, {Failures} times in a row; will try again.")]
    public static partial void JobFailed(this ILogger logger, string job, int failures, Exception exception);

    [LoggerMessage(1301, LogLevel.Error, "Could not look whether the scheduled job {Job} is due; will try again.")]
    public static partial void JobNotLookedUp(this ILogger logger, string job, Exception exception);

    [LoggerMessage(1302, LogLevel.Debug, "Could not add the scheduled job {Job}; another node may have.")]
    public static partial void JobNotAdded(this ILogger logger, string job, Exception exception);

    [LoggerMessage(1303, LogLevel.Warning, "The scheduled job {Job} outlived its lease and was taken over by another node.")]
    public static partial void JobTakenOver(this ILogger logger, string job);
}
