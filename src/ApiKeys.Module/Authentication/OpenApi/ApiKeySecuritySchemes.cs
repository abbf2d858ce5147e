using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ApiKeys.Authentication.OpenApi;

/// <summary>Describes the schemes that operations of the document ask for, and no others.</summary>
internal sealed class ApiKeySecuritySchemes : IOpenApiDocumentTransformer
{
    public async Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var asked = (document.Paths ?? []).Values
            .SelectMany(path => path.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>())
            .SelectMany(operation => operation.Security ?? [])
            .SelectMany(requirement => requirement.Keys)
            .Select(reference => reference.Reference.Id)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (name, scheme) in (await ApiKeySchemes.OfAsync(context.ApplicationServices)).Where(scheme => asked.Contains(scheme.Key)))
        {
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[name] = scheme.Type == ApiKeyType.Secret
                ? new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = $"A secret key. The header {scheme.Header} takes it too, and Basic authentication as the user name.",
                }
                : new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.ApiKey,
                    In = ParameterLocation.Header,
                    Name = scheme.Header,
                    Description = "A publishable key.",
                };
        }
    }
}
