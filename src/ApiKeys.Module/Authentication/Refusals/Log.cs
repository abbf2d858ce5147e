using Microsoft.Extensions.Logging;

namespace ApiKeys.Authentication.Refusals;

/// <summary>Event ids 1600 to 1699. Nothing of a refused call is logged by default: whoever sends garbage could fill the disk.</summary>
internal static partial class Log
{
    [LoggerMessage(1600, LogLevel.Debug, "A call of {Route} was refused: {Code}. Its key: {Redacted}.")]
    public static partial void Refused(this ILogger logger, string? route, string code, string? redacted);
}
