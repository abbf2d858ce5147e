namespace ApiKeys.Admin.Exports;

internal static partial class Log
{
    [LoggerMessage(3220, LogLevel.Warning, "Export {Name} failed after the first rows were sent. The connection was closed; the file is incomplete. {Problem}")]
    public static partial void ExportFailed(ILogger logger, string name, string problem);
}
