using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Http;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ApiKeys.Admin.Endpoints.OpenApi;

/// <summary>
/// Describes the request and the response of a route for the OpenAPI document. The framework can't find them out, because routes read requests themselves to name
/// each invalid field.
/// </summary>
internal static class OperationDescriptions
{
    /// <summary>Sets the caller of the routes and the errors that every request may get. Routes without it are not in the document.</summary>
    public static TBuilder CalledBy<TBuilder>(this TBuilder builder, OperationCaller caller)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(caller).Fails(caller switch
        {
            OperationCaller.Anyone => [Status429TooManyRequests, Status503ServiceUnavailable],
            OperationCaller.Storefront => [Status400BadRequest, Status429TooManyRequests, Status503ServiceUnavailable],
            _ => [Status401Unauthorized, Status403Forbidden, Status429TooManyRequests, Status503ServiceUnavailable],
        });

    /// <summary>Describes the request body.</summary>
    /// <param name="builder">The route.</param>
    /// <param name="example">A body, as it is sent.</param>
    /// <param name="isOptional">Whether the request can be sent without it.</param>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder builder, T example, bool isOptional = false)
        where T : class => builder
        .WithMetadata(new BodyDescription(example, isOptional))
        .Fails(Status400BadRequest, Status413PayloadTooLarge, Status415UnsupportedMediaType);

    public static RouteHandlerBuilder TakesQuery(this RouteHandlerBuilder builder, params IEnumerable<QueryDescription> parameters) =>
        builder.WithMetadata([.. parameters]).Fails(Status400BadRequest);

    public static RouteHandlerBuilder TakesIdempotencyKey(this RouteHandlerBuilder builder) =>
        builder.WithMetadata(new HeaderDescription(IdempotencyKey.Header, "Identifies the request. A request that is repeated with the same key isn't executed again."));

    public static RouteHandlerBuilder TakesIfMatch(this RouteHandlerBuilder builder) => builder
        .WithMetadata(new HeaderDescription("If-Match", "The `ETag` of the record as it was read. If the record was changed since, the response is 412 and nothing is changed."))
        .Fails(Status400BadRequest, Status412PreconditionFailed);

    /// <summary>Describes the response.</summary>
    /// <param name="builder">The route.</param>
    /// <param name="example">A response.</param>
    /// <param name="isTagged">Whether the response has an <c>ETag</c>.</param>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder builder, T example, bool isTagged = false)
        where T : class => builder.Produces<T>(Status200OK, "application/json").WithMetadata(new AnswerDescription(example, isTagged));

    /// <summary>Adds error statuses that the request may get.</summary>
    public static TBuilder Fails<TBuilder>(this TBuilder builder, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata([.. statuses.Select(status => new ProducesResponseTypeMetadata(status, typeof(ErrorJson), ["application/json"]))]);
}

/// <summary>Which kind of caller an operation is for.</summary>
internal enum OperationCaller
{
    Anyone,
    Admin,
    Person,
    Storefront,
}

internal sealed record BodyDescription(object Example, bool IsOptional);

internal sealed record HeaderDescription(string Name, string Text);

internal sealed record AnswerDescription(object Example, bool IsTagged);
