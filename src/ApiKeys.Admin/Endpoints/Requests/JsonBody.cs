using System.Text.Json;
using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Endpoints.Errors;
using Microsoft.Net.Http.Headers;

namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>Reads a body as one JSON object, whatever is sent. No body is an empty object.</summary>
internal static class JsonBody
{
    public const int MaxLength = 100 * 1024;

    // A field given twice would let two readers of one request see two requests.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static async Task<(JsonElement Body, ApiProblem? Problem)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxLength || await ReadBytesAsync(request.Body, cancellationToken) is not { } bytes)
        {
            return (default, ApiProblem.TooLarge);
        }

        if (bytes.Length == 0)
        {
            return (JsonElement.Parse("{}"), null);
        }

        return IsJson(request.ContentType) ? Parse(bytes) : (default, ApiProblem.Invalid("Send the body as application/json."));
    }

    // Own counting: not every server that this runs on has a limit, and what a client says about the length may be a lie.
    private static async Task<byte[]?> ReadBytesAsync(Stream body, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var chunk = new byte[8 * 1024];
        while (await body.ReadAsync(chunk, cancellationToken) is > 0 and var read)
        {
            bytes.Write(chunk, 0, read);
            if (bytes.Length > MaxLength)
            {
                return null;
            }
        }

        return bytes.ToArray();
    }

    private static (JsonElement Body, ApiProblem? Problem) Parse(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            var body = document.RootElement.Clone();
            return body.ValueKind == JsonValueKind.Object && body.EnumerateObject().All(field => field.Name is not null)
                ? (body, null)
                : (default, ApiProblem.Invalid("Invalid request: Expected a JSON object"));
        }
        catch (JsonException problem)
        {
            return (default, ApiProblem.Invalid(PastedTokens.Redact(problem.Message)));
        }
        catch (InvalidOperationException)
        {
            // The parser lets half surrogates and broken UTF-8 through; reading the name of a field finds them.
            return (default, ApiProblem.Invalid("Invalid request: The name of a field is no text"));
        }
    }

    private static bool IsJson(string? contentType) =>
        string.IsNullOrEmpty(contentType)
        || (MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase));
}
