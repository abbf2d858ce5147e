namespace ApiKeys.Admin.Identity.Setup;

internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Information, "{UserId} was created as the first owner")]
    public static partial void FirstOwnerCreated(ILogger logger, string userId);

    [LoggerMessage(3001, LogLevel.Warning, "Setup:Admin was ignored because the product is set up already; remove it, its password is still in the configuration")]
    public static partial void UnattendedAdminIgnored(ILogger logger);

    [LoggerMessage(3002, LogLevel.Warning, "A set-up was refused: wrong code")]
    public static partial void WrongCodeRefused(ILogger logger);
}
