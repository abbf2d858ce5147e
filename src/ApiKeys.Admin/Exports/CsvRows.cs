using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ApiKeys.Admin.Http;

namespace ApiKeys.Admin.Exports;

/// <summary>Writes rows as CSV, with the members of the JSON as columns.</summary>
internal sealed class CsvRows<T> : IRowWriter<T>
{
    private static readonly IReadOnlyList<JsonPropertyInfo> Columns = [.. ExportJson.Options.GetTypeInfo(typeof(T)).Properties];

    public string ContentType => "text/csv";

    // The byte order mark tells spreadsheets that the text is UTF-8.
    public void Begin(StringBuilder text)
    {
        text.Append('\uFEFF');
        CsvText.AppendRow(text, Columns.Select(column => column.Name));
    }

    public void Append(StringBuilder text, T row) => CsvText.AppendRow(text, Columns.Select(column => Cell(column.Get!(row!))));

    public void End(StringBuilder text)
    {
    }

    private static string? Cell(object? value) => value switch
    {
        null => null,
        string text => text,
        DateTimeOffset time => UtcTimeConverter.Text(time),
        Enum name => JsonNamingPolicy.SnakeCaseLower.ConvertName(name.ToString()),
        IReadOnlyDictionary<string, string> { Count: 0 } => null,
        IEnumerable<string> texts => string.Join(", ", texts),
        IEnumerable => JsonSerializer.Serialize(value, value.GetType(), ExportJson.Options),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
