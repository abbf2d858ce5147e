using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ApiKeys.Admin.Endpoints.Access;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ApiKeys.Admin.Endpoints.OpenApi;

/// <summary>Adds to an operation what its route says beyond what the framework reads: see <see cref="OperationDescriptions"/>.</summary>
internal sealed class OperationWriter : IOpenApiOperationTransformer
{
    private const string Json = "application/json";

    // The example of a request body has only the members that a caller would send.
    private static readonly JsonSerializerOptions Sent = new(ApiJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var route = context.Description.ActionDescriptor.EndpointMetadata;
        var caller = route.OfType<OperationCaller>().Last();
        operation.Parameters ??= [];
        foreach (var query in route.OfType<QueryDescription>())
        {
            operation.Parameters.Add(Parameter(ParameterLocation.Query, query.Name, query.Text, await ReferAsync(query.Type, context, cancellationToken)));
        }

        foreach (var header in route.OfType<HeaderDescription>())
        {
            operation.Parameters.Add(Parameter(ParameterLocation.Header, header.Name, header.Text, Text));
        }

        if (route.OfType<BodyDescription>().LastOrDefault() is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = !body.IsOptional,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Json] = new()
                    {
                        Schema = await ReferAsync(body.Example.GetType(), context, cancellationToken),
                        Example = JsonSerializer.SerializeToNode(body.Example, Sent),
                    },
                },
            };
        }

        operation.Security = [.. SecuritySchemes.For(caller, context.Document!)];
        AddExamples(operation, route, caller);
    }

    private static OpenApiSchema Text => new() { Type = JsonSchemaType.String };

    private static OpenApiParameter Parameter(ParameterLocation place, string name, string text, IOpenApiSchema schema) =>
        new() { Name = name, In = place, Description = text, Schema = schema };

    private static void AddExamples(OpenApiOperation operation, IList<object> route, OperationCaller caller)
    {
        var answer = route.OfType<AnswerDescription>().Last();
        var errors = new ErrorExamples(caller, route.OfType<TagsAttribute>().Last().Tags[0], route.OfType<RouteAccess>().LastOrDefault());
        foreach (var (name, response) in operation.Responses!)
        {
            var status = int.Parse(name, CultureInfo.InvariantCulture);
            response.Content![Json].Example = JsonSerializer.SerializeToNode(status == StatusCodes.Status200OK ? answer.Example : errors.Of(status), ApiJson.Options);
        }

        if (answer.IsTagged)
        {
            ((OpenApiResponse)operation.Responses["200"]).Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["ETag"] = new OpenApiHeader { Description = "For `If-Match` and `If-None-Match`.", Schema = Text },
            };
        }
    }

    // Refers to a schema that has a name, so that it is written once.
    private static async Task<IOpenApiSchema> ReferAsync(Type type, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var schema = await context.GetOrCreateSchemaAsync(type, cancellationToken: cancellationToken);
        if (ApiDocument.SchemaName(ApiJson.Options.GetTypeInfo(type)) is not { } name)
        {
            return schema;
        }

        context.Document!.AddComponent(name, schema);
        return new OpenApiSchemaReference(name, context.Document);
    }
}
