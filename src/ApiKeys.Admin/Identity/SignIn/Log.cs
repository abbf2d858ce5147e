namespace ApiKeys.Admin.Identity.SignIn;

// What was typed is never logged, the e-mail address neither: a password typed into the wrong field would be.
internal static partial class Log
{
    [LoggerMessage(3100, LogLevel.Information, "{UserId} signed in")]
    public static partial void SignedIn(ILogger logger, string userId);

    [LoggerMessage(3101, LogLevel.Warning, "A sign-in was refused: unknown address or wrong password")]
    public static partial void SignInRefused(ILogger logger);

    [LoggerMessage(3102, LogLevel.Warning, "A sign-in was refused: too many tries for the address")]
    public static partial void SignInThrottled(ILogger logger);

    [LoggerMessage(3103, LogLevel.Warning, "A sign-in of {UserId} was refused: the person is deactivated")]
    public static partial void SignInOfDeactivatedPersonRefused(ILogger logger, string userId);

    [LoggerMessage(3106, LogLevel.Warning, "An open page could not be checked and stays signed in for now")]
    public static partial void CircuitNotRevalidated(ILogger logger, Exception problem);

    [LoggerMessage(3109, LogLevel.Warning, "Changes of people can't be followed; open pages learn of them after the interval")]
    public static partial void PeopleNotFollowed(ILogger logger, Exception problem);

    [LoggerMessage(3121, LogLevel.Warning, "{UserId} was asked again who they are, and gave a wrong password or code")]
    public static partial void ProofRefused(ILogger logger, string userId);

    [LoggerMessage(3107, LogLevel.Information, "{UserId} signed out; this session ended")]
    public static partial void SignedOut(ILogger logger, string? userId);
}
