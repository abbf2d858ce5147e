using System.Text.Encodings.Web;
using System.Text.Json;
using ApiKeys.Operations;
using ApiKeys.Workflows;

namespace ApiKeys.SalesChannels;

/// <summary>What programs keep with a channel: any JSON object, stored in one spelling.</summary>
internal static class SalesChannelMetadata
{
    public const int MaxLength = 10_000;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    // Escapes little more than JSON asks for: what is stored is about as long as what was given. No page takes it for markup.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text as it is stored; null for none, which an empty text and JSON's own <c>null</c> say too.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static string? Normalize(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.Object => JsonSerializer.Serialize(document.RootElement, Plain),
                _ => throw new FormatException(),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // The last two are for half a surrogate pair, in the text or escaped in a string.
            throw new FormatException(null, exception);
        }
    }

    public static void CheckMetadata(this List<ApiKeyError> errors, string? metadata, string field)
    {
        // Before it is parsed: what is refused for its length should not cost more than that.
        if (metadata?.Length > MaxLength)
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, $"Metadata has at most {MaxLength:N0} characters; this one has {metadata.Length:N0}.", field));
            return;
        }

        try
        {
            // A token spelled with escapes is a token once more in the stored spelling.
            var stored = Normalize(metadata) ?? string.Empty;
            errors.RefuseSecret(stored, field);
            if (stored.Length > 0 && Fault(JsonElement.Parse(stored)) is { } fault)
            {
                errors.Add(new(ApiKeyErrorCode.Invalid, $"Metadata can't hold {fault}.", field));
            }
        }
        catch (FormatException)
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, "Metadata is a JSON object whose names are all different, or null for none.", field));
        }
    }

    // An escape in a string of JSON is as good as the character itself.
    private static string? Fault(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => WellFormedText.Fault(element.GetString()),
        JsonValueKind.Array => element.EnumerateArray().Select(Fault).FirstOrDefault(fault => fault is not null),
        JsonValueKind.Object => element.EnumerateObject()
            .Select(property => WellFormedText.Fault(property.Name) ?? Fault(property.Value)).FirstOrDefault(fault => fault is not null),
        _ => null,
    };
}
