using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ApiKeys.Admin.Endpoints.Requests;

namespace ApiKeys.Admin.Endpoints;

/// <summary>How the API writes: snake_case, nulls present, times in UTC with milliseconds.</summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new TimeConverter() },
    };

    public static IResult Ok<T>(T answer) => Results.Json(answer, Options);

    /// <summary>The answer to a change, which says so where an earlier call with the same Idempotency-Key made it.</summary>
    public static IResult Ok<T>(T answer, HttpContext context, bool isRepeat)
    {
        if (isRepeat)
        {
            context.Response.Headers[IdempotencyKey.ReplayedHeader] = "true";
        }

        return Ok(answer);
    }

    private sealed class TimeConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    }
}
