using Microsoft.Extensions.Logging;

namespace ApiKeys.Verification;

/// <summary>Event ids 1300 to 1399.</summary>
internal static partial class Log
{
    [LoggerMessage(1300, LogLevel.Error, "Could not look up a token: the store is unavailable.")]
    public static partial void StoreUnavailable(this ILogger logger, Exception exception);
}
