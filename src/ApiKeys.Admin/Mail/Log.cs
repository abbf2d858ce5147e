namespace ApiKeys.Admin.Mail;

internal static partial class Log
{
    [LoggerMessage(3180, LogLevel.Warning, "A mail could not be handed to the mail server. {Kind}: {Problem}")]
    public static partial void NotSent(ILogger logger, string kind, string problem);
}
