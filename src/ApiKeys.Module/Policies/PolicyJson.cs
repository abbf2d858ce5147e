using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApiKeys.Policies;

/// <summary>How the names and values of policies are written: in rows, in events and in the HTTP API alike.</summary>
internal static class PolicyJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public static string NameOf(PolicyKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    public static PolicyKind KindOf(string name) => Enum.GetValues<PolicyKind>().First(kind => NameOf(kind) == name);

    public static string Write(object value) => JsonSerializer.Serialize(value, value.GetType(), Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;
}
