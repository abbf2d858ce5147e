using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApiKeys.Admin.Endpoints.Access;
using ApiKeys.Admin.Endpoints.OpenApi.Examples;
using ApiKeys.Admin.Endpoints.OpenApi.Schemas;
using ApiKeys.Admin.Endpoints.Requests;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace ApiKeys.Admin.Endpoints.OpenApi;

/// <summary>Adds to an operation what its endpoint can't tell: the routes read bodies and queries themselves, to name each field that is wrong.</summary>
internal sealed class OperationWriter : IOpenApiOperationTransformer
{
    private const string Json = "application/json";

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<OperationText>().LastOrDefault() is not { } text)
        {
            return;
        }

        operation.Description = text.Description;
        operation.Parameters ??= [];
        await AddQueryAsync(operation, text, context, cancellationToken);
        AddHeaders(operation, text);
        await AddBodyAsync(operation, text, context, cancellationToken);
        await AddErrorsAsync(operation, text, context, cancellationToken);
        operation.Security = [.. SecuritySchemes.For(text.Caller, context.Document!)];
        var answer = (OpenApiResponse)operation.Responses!["200"];
        answer.Content![Json].Example = Write(text.Example);
        if (text.IsTagged)
        {
            answer.Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["ETag"] = new OpenApiHeader { Description = "For `If-Match` and `If-None-Match`.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
            };
        }
    }

    private static async Task AddQueryAsync(
        OpenApiOperation operation, OperationText text, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var query in text.Query)
        {
            operation.Parameters!.Add(new OpenApiParameter
            {
                Name = query.Name,
                In = ParameterLocation.Query,
                Description = query.Description,
                Schema = query.Type.IsEnum
                    ? await ApiSchemas.ReferAsync(query.Type, context, cancellationToken)
                    : await context.GetOrCreateSchemaAsync(query.Type, cancellationToken: cancellationToken),
            });
        }
    }

    private static void AddHeaders(OpenApiOperation operation, OperationText text)
    {
        if (text.IsIdempotent)
        {
            operation.Parameters!.Add(Header(IdempotencyKey.Header, "The call's name. Sent again with it, the call is not made again."));
        }

        if (text.TakesIfMatch)
        {
            operation.Parameters!.Add(Header("If-Match", "The `ETag` of what was read. When it has changed since, nothing is done."));
        }
    }

    private static OpenApiParameter Header(string name, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static async Task AddBodyAsync(
        OpenApiOperation operation, OperationText text, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (text.Body is not null)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = !text.IsBodyOptional,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Json] = new()
                    {
                        Schema = await ApiSchemas.ReferAsync(text.Body, context, cancellationToken),
                        Example = text.BodyExample is null ? null : JsonNode.Parse(text.BodyExample),
                    },
                },
            };
        }
    }

    private static async Task AddErrorsAsync(
        OpenApiOperation operation, OperationText text, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        IEnumerable<int> statuses = text.Errors;
        statuses = text.Caller switch
        {
            OperationCaller.Anyone => statuses,
            OperationCaller.Storefront => statuses.Append(StatusCodes.Status400BadRequest),
            _ => statuses.Append(StatusCodes.Status401Unauthorized).Append(StatusCodes.Status403Forbidden),
        };
        var access = context.Description.ActionDescriptor.EndpointMetadata.OfType<RouteAccess>().LastOrDefault();
        statuses = text.Body is not null ? statuses.Append(StatusCodes.Status415UnsupportedMediaType) : statuses;
        statuses = text.TakesIfMatch ? statuses.Append(StatusCodes.Status412PreconditionFailed) : statuses;
        foreach (var status in statuses.Append(StatusCodes.Status429TooManyRequests).Append(StatusCodes.Status503ServiceUnavailable).Distinct().Order())
        {
            operation.Responses![status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = ReasonPhrases.GetReasonPhrase(status),
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Json] = new()
                    {
                        Schema = await ApiSchemas.ReferAsync(typeof(ErrorSchema), context, cancellationToken),
                        Example = Write(ErrorExamples.Of(status, text, access)),
                    },
                },
            };
        }
    }

    private static JsonNode? Write(object answer) => JsonSerializer.SerializeToNode(answer, ApiJson.Options);
}
