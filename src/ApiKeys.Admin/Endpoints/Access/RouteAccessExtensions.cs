namespace ApiKeys.Admin.Endpoints.Access;

internal static class RouteAccessExtensions
{
    /// <summary>
    /// Names what the routes of a group are about: to read it takes the scope <c>resource:read</c> or the role of a viewer, to change it
    /// <c>resource:write</c> or that of a manager. A route can say otherwise with <see cref="WithAccess"/>.
    /// </summary>
    public static RouteGroupBuilder About(this RouteGroupBuilder group, string resource)
    {
        ((IEndpointConventionBuilder)group).Add(endpoint => endpoint.Metadata.Add(
            IsRead(endpoint) ? RouteAccess.Read(resource) : RouteAccess.Write(resource)));
        return group;
    }

    // The last word counts, and the endpoint's own comes after that of its groups.
    public static TBuilder WithAccess<TBuilder>(this TBuilder builder, RouteAccess access)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(access);

    private static bool IsRead(EndpointBuilder endpoint) =>
        endpoint.Metadata.OfType<HttpMethodMetadata>().LastOrDefault() is { HttpMethods.Count: > 0 } methods && methods.HttpMethods.All(HttpMethods.IsGet);
}
