namespace ApiKeys.Admin.Identity.Passkeys;

internal static partial class Log
{
    [LoggerMessage(3160, LogLevel.Warning, "A passkey was refused. {Reason}")]
    public static partial void PasskeyRefused(ILogger logger, string reason);
}
