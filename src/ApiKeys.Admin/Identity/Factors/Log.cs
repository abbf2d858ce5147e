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

    [LoggerMessage(3153, LogLevel.Information, "{UserId} set up an authenticator app; other sessions ended")]
    public static partial void AuthenticatorSetUp(ILogger logger, string userId);

    [LoggerMessage(3154, LogLevel.Warning, "{UserId} turned the authenticator app off; other sessions ended")]
    public static partial void AuthenticatorTurnedOff(ILogger logger, string userId);

    [LoggerMessage(3155, LogLevel.Information, "{UserId} made new recovery codes; the old ones ended")]
    public static partial void RecoveryCodesRenewed(ILogger logger, string userId);
}
