namespace ApiKeys.Admin.Identity.OpenId;

internal static partial class Log
{
    [LoggerMessage(3170, LogLevel.Warning, "A single sign-on was refused: {Why}")]
    public static partial void SignInRefused(ILogger logger, OpenIdRefusal why);

    [LoggerMessage(3171, LogLevel.Warning, "The single sign-on provider failed, or its answer didn't fit. {Problem}")]
    public static partial void ProviderFailed(ILogger logger, string problem);

    [LoggerMessage(3172, LogLevel.Information, "{UserId} was created by single sign-on")]
    public static partial void UserCreated(ILogger logger, string userId);

    [LoggerMessage(3173, LogLevel.Information, "{UserId} has the role {Role} now, by single sign-on")]
    public static partial void RoleGiven(ILogger logger, string userId, string role);

    [LoggerMessage(3174, LogLevel.Warning, "{UserId} is the last owner and stays one, though single sign-on says {Role}")]
    public static partial void LastOwnerKept(ILogger logger, string userId, string role);
}
