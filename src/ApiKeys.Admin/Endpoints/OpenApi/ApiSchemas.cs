using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ApiKeys.Admin.Endpoints.OpenApi.Schemas;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ApiKeys.Admin.Endpoints.OpenApi;

/// <summary>Writes schemas as the API writes JSON: snake_case.</summary>
internal static class ApiSchemas
{
    // The one whose members don't all follow.
    private const string Error = "Error";

    /// <summary>Corrects one schema that was made of a type.</summary>
    public static void Correct(OpenApiSchema schema, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.Namespace == typeof(ApiKeySchema).Namespace && type.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. Enum.GetNames(type).Select(name => (JsonNode)Rename(name))];
        }
        else if (schema.Type is { } kind && kind.HasFlag(JsonSchemaType.String) && kind.HasFlag(JsonSchemaType.Integer))
        {
            // The serializer would read numbers from text too; the API doesn't.
            schema.Type = kind & ~JsonSchemaType.String;
            schema.Pattern = null;
        }
    }

    /// <summary>Names the members as the API writes them. Of the document's own schemas, when all of them are made.</summary>
    public static void RenameMembers(OpenApiDocument document)
    {
        foreach (var schema in document.Components?.Schemas?.Where(named => named.Key != Error).Select(named => named.Value).OfType<OpenApiSchema>() ?? [])
        {
            schema.Properties = schema.Properties?.ToDictionary(property => Rename(property.Key), property => property.Value);
            schema.Required = schema.Required?.Select(Rename).ToHashSet();
        }
    }

    /// <summary>Refers to a type's schema, which is written once.</summary>
    public static async Task<IOpenApiSchema> ReferAsync(Type type, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var name = NameOf(JsonSerializerOptions.Web.GetTypeInfo(type));
        var schema = await context.GetOrCreateSchemaAsync(type, cancellationToken: cancellationToken);
        if (name is null || context.Document is not { } document)
        {
            return schema;
        }

        document.AddComponent(name, schema);
        return new OpenApiSchemaReference(name, document);
    }

    /// <summary>The schema's name in the document: that of the type without what tells it from others in code.</summary>
    public static string? NameOf(JsonTypeInfo type) =>
        OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name && name.EndsWith("Schema", StringComparison.Ordinal)
            ? name[..^"Schema".Length]
            : OpenApiOptions.CreateDefaultSchemaReferenceId(type);

    private static string Rename(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
