namespace ApiKeys.Admin.Identity.Factors;

// No code and no key is ever logged.
internal static partial class Log
{
    [LoggerMessage(3150, LogLevel.Warning, "A code of {UserId} was refused: wrong or used before")]
    public static partial void CodeRefused(ILogger logger, string userId);

    [LoggerMessage(3151, LogLevel.Warning, "A code of {UserId} was refused: too many tries")]
    public static partial void CodeThrottled(ILogger logger, string userId);

    [LoggerMessage(3152, LogLevel.Warning, "{UserId} used a recovery code")]
    public static partial void RecoveryCodeUsed(ILogger logger, string userId);
}
