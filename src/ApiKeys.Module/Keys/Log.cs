using Microsoft.Extensions.Logging;

namespace ApiKeys.Keys;

/// <summary>Event ids 1100 to 1199.</summary>
internal static partial class Log
{
    [LoggerMessage(1100, LogLevel.Information, "Discarded {Count} keys that nobody confirmed in time.")]
    public static partial void KeysDiscarded(this ILogger logger, int count);

    [LoggerMessage(1101, LogLevel.Information, "Told of {Count} keys that expire soon or have expired.")]
    public static partial void ExpiriesTold(this ILogger logger, int count);
}
