namespace ApiKeys.Admin.Mail;

internal static partial class Log
{
    [LoggerMessage(3180, LogLevel.Warning, "A mail was not sent. {Problem} ({Kind})")]
    public static partial void NotSent(ILogger logger, string kind, string problem);
}
