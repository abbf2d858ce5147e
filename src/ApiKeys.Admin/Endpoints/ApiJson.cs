using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Http;

namespace ApiKeys.Admin.Endpoints;

/// <summary>How the API writes: snake_case, nulls present, times in UTC with milliseconds, and of a thing the members that were asked for.</summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { SelectMembers } },
        Converters = { new UtcTimeConverter() },
    };

    private static JsonNamingPolicy Names => JsonNamingPolicy.SnakeCaseLower;

    static ApiJson() => Configure(Options);

    /// <summary>Sets what names and types depend on, for answers and for the schemas of the OpenAPI document alike.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = Names;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectRequiredConstructorParameters = true;
        options.Converters.Add(new JsonStringEnumConverter(Names));
    }

    /// <summary>What a member of a record, or a value of an enum, is called in JSON.</summary>
    public static string Name(string name) => Names.ConvertName(name);

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

    private static void SelectMembers(JsonTypeInfo type)
    {
        if (type.Type.IsAssignableTo(typeof(SelectableJson)))
        {
            foreach (var member in type.Properties)
            {
                member.ShouldSerialize = (thing, _) => ((SelectableJson)thing).Fields?.Has(member.Name) != false;
            }
        }
    }
}
