namespace ApiKeys.Admin.Team.OpenId;

internal static partial class Log
{
    [LoggerMessage(3174, LogLevel.Warning, "{UserId} is the last owner and stays one, though single sign-on says {Role}")]
    public static partial void LastOwnerKept(ILogger logger, string userId, string role);
}
