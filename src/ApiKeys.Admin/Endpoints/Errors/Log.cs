namespace ApiKeys.Admin.Endpoints.Errors;

internal static partial class Log
{
    // The route's pattern and not the path: people put tokens into addresses.
    [LoggerMessage(3200, LogLevel.Error, "{Method} {Route} failed")]
    public static partial void CallFailed(ILogger logger, string method, string? route, Exception problem);
}
