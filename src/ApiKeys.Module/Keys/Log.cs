using Microsoft.Extensions.Logging;

namespace ApiKeys.Keys;

/// <summary>Event ids 1100 to 1199.</summary>
internal static partial class Log
{
    [LoggerMessage(1100, LogLevel.Information, "Discarded {Count} keys that no one confirmed in time.")]
    public static partial void KeysDiscarded(this ILogger logger, int count);

    [LoggerMessage(1101, LogLevel.Information, "Warned of {Count} keys that expire soon.")]
    public static partial void ExpiryWarningsRecorded(this ILogger logger, int count);

    [LoggerMessage(1102, LogLevel.Information, "{Count} keys ended: their expiry or scheduled revocation came.")]
    public static partial void KeysEnded(this ILogger logger, int count);

    [LoggerMessage(1103, LogLevel.Warning, "Could not store that keys have ended. They are refused all the same; it is tried again.")]
    public static partial void CannotEndKeys(this ILogger logger, Exception exception);

    [LoggerMessage(
        1104,
        LogLevel.Warning,
        "The database's clock was set back from {From:O} to {To:O}. Keys whose end had come by then stay ended. Keep the clocks synchronized.")]
    public static partial void ClockWasSetBack(this ILogger logger, DateTimeOffset from, DateTimeOffset to);

    [LoggerMessage(1105, LogLevel.Information, "The policy for unused keys: {Warned} keys got notice, {Revoked} were revoked.")]
    public static partial void IdlePolicyApplied(this ILogger logger, int warned, int revoked);
}
