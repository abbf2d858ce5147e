namespace ApiKeys.Admin.Identity.OpenId;

internal static partial class Log
{
    [LoggerMessage(3170, LogLevel.Warning, "A single sign-on was refused: {Why}")]
    public static partial void SignInRefused(ILogger logger, OpenIdRefusal why);

    [LoggerMessage(3171, LogLevel.Warning, "The single sign-on provider failed, or its answer didn't fit. {Problem}")]
    public static partial void ProviderFailed(ILogger logger, string problem);
}
