using System.Buffers;
using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApiKeys.Admin.Transfer.Tables;

namespace ApiKeys.Admin.Transfer.Files;

/// <summary>A row as a line: <c>["table", value, …]</c>, in one spelling, so that equal rows are equal bytes.</summary>
internal sealed class TransferRow : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;

    public TransferRow()
    {
        // Nothing of it becomes HTML, and people's words stay readable.
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <returns>The line without its end; good until the next call.</returns>
    public ReadOnlyMemory<byte> Write(TransferTable table, DbDataReader reader)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartArray();
        _json.WriteStringValue(table.Name);
        for (var i = 0; i < table.Columns.Count; i++)
        {
            Write(table.Columns[i].Read(reader, i));
        }

        _json.WriteEndArray();
        _json.Flush();
        return _buffer.WrittenMemory;
    }

    /// <summary>Reads a line back; the values are as <see cref="TransferColumn.Read"/> gives them.</summary>
    public static object?[] Parse(TransferTable table, ReadOnlyMemory<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var values = json.RootElement.EnumerateArray().Skip(1).ToList();
            return values.Count == table.Columns.Count
                ? [.. table.Columns.Select((column, i) => Parse(column.Kind, values[i]))]
                : throw new FormatException("It has another number of values.");
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException)
        {
            throw new TransferException($"A row of {table.Name} in the file can't be read: {problem.Message}", problem);
        }
    }

    public void Dispose() => _json.Dispose();

    private void Write(object? value)
    {
        switch (value)
        {
            case null:
                _json.WriteNullValue();
                break;
            case string text:
                _json.WriteStringValue(text);
                break;
            case long number:
                _json.WriteNumberValue(number);
                break;
            case bool flag:
                _json.WriteBooleanValue(flag);
                break;
            case Guid id:
                _json.WriteStringValue(id);
                break;
            case byte[] bytes:
                _json.WriteBase64StringValue(bytes);
                break;
            case IEnumerable<string> texts:
                _json.WriteStartArray();
                foreach (var text in texts)
                {
                    _json.WriteStringValue(text);
                }

                _json.WriteEndArray();
                break;
            default:
                throw new NotSupportedException($"Files have no form for {value.GetType()}.");
        }
    }

    private static object? Parse(ColumnKind kind, JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : kind switch
    {
        ColumnKind.Text => value.GetString(),
        ColumnKind.Number or ColumnKind.Moment => value.GetInt64(),
        ColumnKind.Boolean => value.GetBoolean(),
        ColumnKind.Guid => value.GetGuid(),
        ColumnKind.Bytes => value.GetBytesFromBase64(),
        _ => value.EnumerateArray().Select(text => text.GetString()!).ToList(),
    };
}
