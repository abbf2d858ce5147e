using Microsoft.Extensions.Logging;

namespace ApiKeys.Usage;

/// <summary>Event ids 1200 to 1299.</summary>
internal static partial class Log
{
    [LoggerMessage(1200, LogLevel.Warning, "Could not write when keys were last used; will try again.")]
    public static partial void FlushFailed(this ILogger logger, Exception exception);
}
