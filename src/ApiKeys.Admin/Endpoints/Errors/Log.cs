namespace ApiKeys.Admin.Endpoints.Errors;

internal static partial class Log
{
    // The route's pattern and not the path: people put tokens into addresses. The exception as a text with tokens taken out: a host's step
    // that follows a creation holds the secret, and may say it when it fails.
    [LoggerMessage(3200, LogLevel.Error, "{Method} {Route} failed: {Problem}")]
    public static partial void CallFailed(ILogger logger, string method, string? route, string problem);

    [LoggerMessage(3201, LogLevel.Warning, "{Method} {Route} was answered with 503. {Problem}")]
    public static partial void StoreFailed(ILogger logger, string method, string? route, string problem);
}
