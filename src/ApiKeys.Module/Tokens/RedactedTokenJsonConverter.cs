using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApiKeys.Tokens;

/// <summary>Writes a token redacted: a serialised object graph is a log too. Reading one is refused: there is nothing to read.</summary>
internal sealed class RedactedTokenJsonConverter : JsonConverter<ApiKeyToken>
{
    public override ApiKeyToken Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A token is never read from JSON; parse the presented text with ApiKeyToken.TryParse.");

    public override void Write(Utf8JsonWriter writer, ApiKeyToken value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
