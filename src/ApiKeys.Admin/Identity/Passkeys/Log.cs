namespace ApiKeys.Admin.Identity.Passkeys;

internal static partial class Log
{
    [LoggerMessage(3160, LogLevel.Warning, "A passkey was refused. {Reason}")]
    public static partial void PasskeyRefused(ILogger logger, string reason);

    [LoggerMessage(3161, LogLevel.Information, "{UserId} added a passkey")]
    public static partial void PasskeyAdded(ILogger logger, string userId);

    [LoggerMessage(3162, LogLevel.Warning, "{UserId} removed a passkey; other sessions ended")]
    public static partial void PasskeyRemoved(ILogger logger, string userId);
}
