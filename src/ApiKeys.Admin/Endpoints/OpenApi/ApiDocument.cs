using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Settings;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ApiKeys.Admin.Endpoints.OpenApi;

/// <summary>The OpenAPI document, for those who are signed in.</summary>
internal static class ApiDocument
{
    public const string Path = "/openapi/v1.json";

    private const string Json = nameof(Json);

    public static IServiceCollection AddApiDocument(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        return services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = description =>
                !HttpMethods.IsHead(description.HttpMethod ?? "") && description.ActionDescriptor.EndpointMetadata.OfType<OperationCaller>().Any();
            options.CreateSchemaReferenceId = SchemaName;
            options.AddSchemaTransformer((schema, context, _) =>
            {
                Complete(schema, context);
                return Task.CompletedTask;
            });
            options.AddOperationTransformer<OperationWriter>();
            options.AddDocumentTransformer((document, _, _) =>
            {
                Complete(document);
                return Task.CompletedTask;
            });
        });
    }

    public static void MapApiDocument(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(AdminPolicies.ViewKeys);

    /// <summary>A schema's name in the document: that of its type, without what tells it from others in code. Null where it has none.</summary>
    public static string? SchemaName(JsonTypeInfo type) =>
        (Nullable.GetUnderlyingType(type.Type) ?? type.Type) == typeof(JsonElement) || OpenApiOptions.CreateDefaultSchemaReferenceId(type) is not { } name ? null
        : name.EndsWith(Json, StringComparison.Ordinal) ? name[..^Json.Length]
        : name;

    private static void Complete(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(JsonElement))
        {
            // Whatever JSON it could hold, the API takes and gives an object.
            schema.Type = JsonSchemaType.Object | JsonSchemaType.Null;
        }
        else if (type.IsEnum)
        {
            // The framework leaves out the type and what a nullable member says of itself, and puts null among the values.
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. EnumNames.Of(type).Keys.Select(name => (JsonNode)name)];
            schema.Description ??= context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false)
                .OfType<DescriptionAttribute>().FirstOrDefault()?.Description;
        }

        // The framework says null of what can be null on one side: read or set.
        if (context.JsonPropertyInfo is { IsGetNullable: false } or { IsSetNullable: false })
        {
            schema.Type &= ~JsonSchemaType.Null;
        }
    }

    private static void Complete(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ApiKeys",
            Version = ProductVersion.Text,
            Description = "Keys, sales channels and signing in, after the API of Medusa; what goes beyond it says so. Success is always 200.",
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };
        foreach (var tag in document.Tags ?? new HashSet<OpenApiTag>())
        {
            tag.Description = Tags.Descriptions.GetValueOrDefault(tag.Name ?? "");
        }

        // Whatever this one is called by whom: a path begins at the address that the document came from.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = SecuritySchemes.All;
    }
}
