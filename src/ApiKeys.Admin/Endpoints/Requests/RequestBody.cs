using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Text;
using Microsoft.Net.Http.Headers;

namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>The fields of a body: one JSON object, or a form, which is spelled like an address. No body is an empty object.</summary>
/// <param name="Fields">The object.</param>
/// <param name="Problem">Why there is none.</param>
/// <param name="IsForm">Whether all values are texts, because forms have no other.</param>
internal sealed record RequestBody(JsonElement Fields, ApiProblem? Problem, bool IsForm = false)
{
    public const int MaxLength = 100 * 1024;

    // A field given twice would let two readers of one request see two requests.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static async Task<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        byte[] bytes;
        try
        {
            if (request.ContentLength > MaxLength || await ReadBytesAsync(request.Body, cancellationToken) is not { } read)
            {
                return Unreadable(ApiProblem.TooLarge);
            }

            bytes = read;
        }
        catch (Exception exception) when (exception is IOException || (exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            // A chunk of impossible length, a body that ends too early, a client that hung up or was too slow: nothing of ours has failed.
            request.HttpContext.RequestServices.GetRequiredService<BrokenBodies>().Refuse(request.HttpContext);
            return Unreadable(ApiProblem.Of((exception as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest));
        }

        if (bytes.Length == 0)
        {
            return new RequestBody(JsonElement.Parse("{}"), null);
        }

        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && !string.Equals(encoding.ToString(), "identity", StringComparison.OrdinalIgnoreCase))
        {
            request.HttpContext.Response.Headers.AcceptEncoding = "identity";
            return Unreadable(ApiProblem.Encoded);
        }

        return MediaType(request.ContentType) switch
        {
            "" or "application/json" => Parse(bytes),
            "application/x-www-form-urlencoded" => ParseForm(bytes),
            _ => Unreadable(ApiProblem.Invalid("Send the body as application/json.")),
        };
    }

    private static RequestBody Unreadable(ApiProblem problem) => new(default, problem);

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

    private static RequestBody Parse(byte[] bytes)
    {
        try
        {
            // Some clients begin UTF-8 with a byte order mark.
            var json = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsMemory(Encoding.UTF8.Preamble.Length) : bytes;
            using var document = JsonDocument.Parse(json, Strict);
            var body = document.RootElement.Clone();
            return body.ValueKind == JsonValueKind.Object && body.EnumerateObject().All(field => field.Name is not null)
                ? new RequestBody(body, null)
                : Unreadable(ApiProblem.Invalid("Invalid request: Expected a JSON object"));
        }
        catch (JsonException problem)
        {
            return Unreadable(ApiProblem.Invalid(PastedTokens.Redact(problem.Message)));
        }
        catch (InvalidOperationException)
        {
            // The parser lets half surrogates and broken UTF-8 through; reading the name of a field finds them.
            return Unreadable(ApiProblem.Invalid("Invalid request: The name of a field is no text"));
        }
    }

    private static RequestBody ParseForm(byte[] bytes)
    {
        try
        {
            var problems = new FieldProblems();
            var form = QueryTree.Read(StrictUtf8.GetString(bytes), problems);

            // Not as what stands deeper: fields whose names are numbers are no list, and to pass them over would read them as an empty body.
            var fields = new JsonObject(form.Members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)ToJson(member.Value))));
            return fields.Count == 0 && problems.Refusal() is null
                ? Unreadable(ApiProblem.Invalid("Invalid request: The form holds no fields"))
                : new RequestBody(JsonSerializer.SerializeToElement(fields), problems.Refusal(), IsForm: true);
        }
        catch (DecoderFallbackException)
        {
            return Unreadable(ApiProblem.Invalid("Invalid request: The form is no text in UTF-8"));
        }
    }

    private static JsonNode ToJson(QueryTree form)
    {
        if (form.Members.Count == 0)
        {
            return form.Values is [var value] && !form.IsMarkedList ? JsonValue.Create(value) : new JsonArray([.. form.Values.Select(text => JsonValue.Create(text))]);
        }

        // A field that is a text and an object too is neither: as a list of both it is refused wherever it is read.
        return form.IsList || form.Values.Count > 0
            ? new JsonArray([.. form.Values.Select(text => JsonValue.Create(text)), .. form.Members.OrderBy(member => member.Key.Length).ThenBy(member => member.Key, StringComparer.Ordinal).Select(member => ToJson(member.Value))])
            : new JsonObject(form.Members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)ToJson(member.Value))));
    }

    private static string MediaType(string? contentType) =>
        string.IsNullOrEmpty(contentType) ? ""
        : MediaTypeHeaderValue.TryParse(contentType, out var type) ? type.MediaType.ToString().ToLowerInvariant()
        : "unknown";
}
