using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Http;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ApiKeys.Admin.Endpoints.OpenApi;

/// <summary>
/// Says beside a route what its operation takes and gives, for the OpenAPI document. The framework can't see it: routes read requests themselves, to name each
/// field that is wrong.
/// </summary>
internal static class OperationDescriptions
{
    /// <summary>Says who calls the routes, and with what errors every call of theirs may end. Routes without it are not in the document.</summary>
    public static TBuilder CalledBy<TBuilder>(this TBuilder builder, OperationCaller caller)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(caller).Fails(caller switch
        {
            OperationCaller.Anyone => [Status429TooManyRequests, Status503ServiceUnavailable],
            OperationCaller.Storefront => [Status400BadRequest, Status429TooManyRequests, Status503ServiceUnavailable],
            _ => [Status401Unauthorized, Status403Forbidden, Status429TooManyRequests, Status503ServiceUnavailable],
        });

    /// <summary>Says what the body is.</summary>
    /// <param name="builder">The route.</param>
    /// <param name="example">A body, as it is sent.</param>
    /// <param name="isOptional">Whether the call can be made without it.</param>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder builder, T example, bool isOptional = false)
        where T : class => builder
        .WithMetadata(new BodyDescription(example, isOptional))
        .Fails(Status400BadRequest, Status413PayloadTooLarge, Status415UnsupportedMediaType);

    public static RouteHandlerBuilder TakesQuery(this RouteHandlerBuilder builder, params IEnumerable<QueryDescription> parameters) =>
        builder.WithMetadata([.. parameters]).Fails(Status400BadRequest);

    public static RouteHandlerBuilder TakesIdempotencyKey(this RouteHandlerBuilder builder) =>
        builder.WithMetadata(new HeaderDescription(IdempotencyKey.Header, "The call's name. Sent again with it, the call is not made again."));

    public static RouteHandlerBuilder TakesIfMatch(this RouteHandlerBuilder builder) => builder
        .WithMetadata(new HeaderDescription("If-Match", "The `ETag` of what was read. When it has changed since, nothing is done."))
        .Fails(Status400BadRequest, Status412PreconditionFailed);

    /// <summary>Says what the answer is.</summary>
    /// <param name="builder">The route.</param>
    /// <param name="example">An answer.</param>
    /// <param name="isTagged">Whether the answer has an <c>ETag</c>.</param>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder builder, T example, bool isTagged = false)
        where T : class => builder.Produces<T>(Status200OK, "application/json").WithMetadata(new AnswerDescription(example, isTagged));

    /// <summary>Says with what errors the call may end.</summary>
    public static TBuilder Fails<TBuilder>(this TBuilder builder, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata([.. statuses.Select(status => new ProducesResponseTypeMetadata(status, typeof(ErrorJson), ["application/json"]))]);
}

/// <summary>Which credential a call needs.</summary>
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
