using ApiKeys.Admin.Text;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Identity;

/// <summary>What follows a change that is committed: if the store goes away now, the change must not be answered as one that failed.</summary>
internal static partial class AfterCommit
{
    /// <returns>Whether it was done.</returns>
    public static async Task<bool> TryAsync(Func<Task> work, ILogger logger)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception exception) when (StoreFailure.Of(exception) is not null)
        {
            LogFailed(logger, LoggedFailure.Text(exception));
            return false;
        }
    }

    [LoggerMessage(3108, LogLevel.Warning, "A change was saved, and what follows it could not be done. {Problem}")]
    private static partial void LogFailed(ILogger logger, string problem);
}
