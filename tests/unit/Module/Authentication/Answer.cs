using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ApiKeys.UnitTests.Module.Authentication;

/// <summary>What a caller gets back, all of it.</summary>
internal sealed record Answer(int Status, string Headers, string Body, string? Challenge)
{
    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    public JsonElement Problem => Body.StartsWith('{') ? JsonDocument.Parse(Body).RootElement : Nothing;

    public string? Code => Text("code");

    public string? Detail => Text("detail");

    public string? Redacted => Text("redacted");

    public static async Task<Answer> ReadAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Response.Body);
        var headers = context.Response.Headers.OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
            .Select(header => string.Create(CultureInfo.InvariantCulture, $"{header.Key}: {header.Value}"));
        return new Answer(
            context.Response.StatusCode,
            string.Join('\n', headers),
            await reader.ReadToEndAsync(),
            context.Response.Headers.WWWAuthenticate.SingleOrDefault());
    }

    public string? Header(string name) =>
        Headers.Split('\n').FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))?[(name.Length + 2)..];

    private string? Text(string name) => Problem.TryGetProperty(name, out var value) ? value.GetString() : null;
}
