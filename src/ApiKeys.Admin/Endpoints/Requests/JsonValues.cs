using System.Text.Json;

namespace ApiKeys.Admin.Endpoints.Requests;

internal static class JsonValues
{
    /// <summary>The text; null for any other kind, and for bytes that are no text: the parser lets half surrogates and broken UTF-8 through.</summary>
    public static string? TextOrNull(this JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What is there in place of what was expected.</summary>
    public static string Shown(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => value.TextOrNull() ?? "broken text",
        _ => value.GetRawText(),
    };
}
