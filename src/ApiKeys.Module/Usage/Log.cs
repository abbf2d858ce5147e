using Microsoft.Extensions.Logging;

namespace ApiKeys.Usage;

/// <summary>Event ids 1200 to 1299.</summary>
internal static partial class Log
{
    [LoggerMessage(1200, LogLevel.Warning, "Could not write the uses of keys; will try again.")]
    public static partial void FlushFailed(this ILogger logger, Exception exception);

    [LoggerMessage(1201, LogLevel.Warning, "Too many uses of keys wait to be written: {Count} were dropped, and more may follow until the database takes them.")]
    public static partial void UsesDropped(this ILogger logger, long count);

    [LoggerMessage(1202, LogLevel.Warning, "The uses of keys were read without the latest: these could not be written.")]
    public static partial void ReadWithoutLatest(this ILogger logger, Exception exception);

    [LoggerMessage(1203, LogLevel.Information, "Removed {Count} rows of uses that were kept long enough.")]
    public static partial void UsesRemoved(this ILogger logger, int count);
}
