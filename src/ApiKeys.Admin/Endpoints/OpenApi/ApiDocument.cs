using System.Reflection;
using ApiKeys.Admin.Identity;
using Microsoft.OpenApi;

namespace ApiKeys.Admin.Endpoints.OpenApi;

/// <summary>The OpenAPI document, for those who are signed in.</summary>
internal static class ApiDocument
{
    public const string Path = "/openapi/v1.json";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description =>
            !HttpMethods.IsHead(description.HttpMethod ?? "") && description.ActionDescriptor.EndpointMetadata.OfType<OperationText>().Any();
        options.CreateSchemaReferenceId = ApiSchemas.NameOf;
        options.AddSchemaTransformer((schema, context, _) =>
        {
            ApiSchemas.Correct(schema, context.JsonTypeInfo.Type);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer<OperationWriter>();
        options.AddDocumentTransformer((document, _, _) =>
        {
            Complete(document);
            return Task.CompletedTask;
        });
    });

    public static void MapApiDocument(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(AdminPolicies.ViewKeys);

    private static void Complete(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ApiKeys",
            Version = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3),
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
        ApiSchemas.RenameMembers(document);
        document.Components.SecuritySchemes = SecuritySchemes.All;
    }
}
