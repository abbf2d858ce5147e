using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApiKeys.UnitTests.Admin.Endpoints.OpenApi;

/// <summary>Holds JSON against the schemas of an OpenAPI document, as far as that uses them. A member that is in no schema is a difference too.</summary>
internal sealed class SchemaCheck(JsonNode document)
{
    /// <summary>What of an answer is not as its schema says.</summary>
    public IEnumerable<string> Differences(string schema, JsonNode? answer) => Differences(document["components"]!["schemas"]![schema]!, answer, schema);

    /// <summary>What of an answer is not as its schema says.</summary>
    public IEnumerable<string> Differences(JsonNode schema, JsonNode? answer, string place)
    {
        if (schema["oneOf"] is JsonArray choices)
        {
            var each = choices.Select(choice => Differences(choice!, answer, place).ToList()).ToList();
            return each.Exists(differences => differences.Count == 0) ? [] : each.MaxBy(differences => differences.Count)!;
        }

        schema = Resolve(schema)!;
        if (Types(schema) is { Count: > 0 } types && !types.Contains(TypeOf(answer)) && !(TypeOf(answer) == "integer" && types.Contains("number")))
        {
            return [$"{place} is {TypeOf(answer)} and not {string.Join(" or ", types)}"];
        }

        return answer switch
        {
            JsonObject members when schema["properties"] is JsonObject properties => Members(schema, properties, members, place),
            JsonArray items => items.SelectMany((item, index) => Differences(schema["items"]!, item, $"{place}[{index}]")),
            JsonValue value when schema["enum"] is JsonArray allowed && !allowed.Any(one => one!.ToString() == value.ToString()) => [$"{place} can't be {value}"],
            JsonValue value when (string?)schema["format"] == "date-time"
                && !DateTimeOffset.TryParse(value.ToString(), CultureInfo.InvariantCulture, out _) => [$"{place} is no time: {value}"],
            _ => [],
        };
    }

    /// <summary>The schema itself, wherever it is written.</summary>
    public JsonNode? Resolve(JsonNode? schema) => schema switch
    {
        null => null,
        _ when (string?)schema["$ref"] is { } reference => document["components"]!["schemas"]![reference[(reference.LastIndexOf('/') + 1)..]],
        _ when schema["oneOf"] is JsonArray choices => Resolve(choices.First(choice => choice!["$ref"] is not null)),
        _ => schema,
    };

    private static List<string> Types(JsonNode schema) => schema["type"] switch
    {
        null => [],
        JsonArray several => [.. several.Select(type => (string)type!)],
        var one => [(string)one!],
    };

    private static string TypeOf(JsonNode? answer) => answer?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => answer.ToString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
    };

    private IEnumerable<string> Members(JsonNode schema, JsonObject properties, JsonObject members, string place) =>
    [
        .. members.Where(member => !properties.ContainsKey(member.Key)).Select(member => $"{place}.{member.Key} is in no schema"),
        .. (schema["required"]?.AsArray() ?? []).Where(name => !members.ContainsKey((string)name!)).Select(name => $"{place}.{name} is not there"),
        .. members.Where(member => properties.ContainsKey(member.Key))
            .SelectMany(member => Differences(properties[member.Key]!, member.Value, $"{place}.{member.Key}")),
    ];
}
