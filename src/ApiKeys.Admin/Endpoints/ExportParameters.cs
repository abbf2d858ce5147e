using ApiKeys.Admin.Endpoints.OpenApi;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Exports;

namespace ApiKeys.Admin.Endpoints;

/// <summary>What routes that export lists have in common.</summary>
internal static class ExportParameters
{
    /// <summary>What their descriptions say after what is exported.</summary>
    public const string Description =
        "Returns all matching records, newest first. `format=csv` returns CSV with the same members as columns: RFC 4180, UTF-8 with a byte order mark. "
        + "In CSV, a cell that a spreadsheet would take for a formula begins with an apostrophe. If the connection ends early, the file is incomplete. ";

    public static QueryDescription Format { get; } = new("format", "`json` or `csv`. The default is `json`.", typeof(ExportFormat));

    public static ExportFormat ReadFormat(QueryFields query) => query.Choice("format", EnumNames.Of<ExportFormat>()) ?? ExportFormat.Json;
}
