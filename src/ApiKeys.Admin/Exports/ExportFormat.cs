namespace ApiKeys.Admin.Exports;

/// <summary>What an exported list is written as; its name is the file's extension.</summary>
internal enum ExportFormat
{
    Json,
    Csv,
}
