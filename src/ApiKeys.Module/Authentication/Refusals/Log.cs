using Microsoft.Extensions.Logging;

namespace ApiKeys.Authentication.Refusals;

/// <summary>Event ids 1600 to 1699.</summary>
internal static partial class Log
{
    [LoggerMessage(1600, LogLevel.Information, "A call of {Route} was refused: {Code}. Its key: {Fingerprint}.")]
    public static partial void Refused(this ILogger logger, string? route, string code, string? fingerprint);
}
