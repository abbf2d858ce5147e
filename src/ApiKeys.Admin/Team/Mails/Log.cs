namespace ApiKeys.Admin.Team.Mails;

// What was typed is never logged: a password typed into the wrong field would be.
internal static partial class Log
{
    [LoggerMessage(3181, LogLevel.Warning, "A request for a password link was dropped: too many are waiting")]
    public static partial void TooManyWaiting(ILogger logger);

    [LoggerMessage(3182, LogLevel.Warning, "A request for a password link was dropped: too many for the address")]
    public static partial void TooManyForAddress(ILogger logger);

    [LoggerMessage(3183, LogLevel.Error, "No password link could be made. The person has to ask again")]
    public static partial void NoLinkMade(ILogger logger, Exception problem);

    [LoggerMessage(3184, LogLevel.Error, "The password link of {UserId} could not be mailed. The person has to ask again")]
    public static partial void NotMailed(ILogger logger, string userId);
}
