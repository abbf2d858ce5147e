namespace ApiKeys.Admin.Exports;

internal static partial class Log
{
    [LoggerMessage(3220, LogLevel.Warning, "The export {Name} failed after it had begun, so its connection was cut. {Problem}")]
    public static partial void ExportFailed(ILogger logger, string name, string problem);
}
