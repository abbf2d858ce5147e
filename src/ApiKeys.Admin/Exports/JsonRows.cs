using System.Text;
using System.Text.Json;

namespace ApiKeys.Admin.Exports;

/// <summary>Writes rows as one JSON object with a list, a row on each line.</summary>
/// <param name="name">The name of the list.</param>
internal sealed class JsonRows<T>(string name) : IRowWriter<T>
{
    private bool _hasRows;

    public string ContentType => "application/json";

    public void Begin(StringBuilder text) => text.Append("{\"").Append(name).Append("\":[\n");

    public void Append(StringBuilder text, T row)
    {
        text.Append(_hasRows ? ",\n" : "").Append(JsonSerializer.Serialize(row, ExportJson.Options));
        _hasRows = true;
    }

    public void End(StringBuilder text) => text.Append("\n]}\n");
}
