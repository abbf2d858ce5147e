using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ApiKeys.Authentication.OpenApi;

/// <summary>Describes only the schemes that operations of the document require.</summary>
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
                    Description = $"A secret key. It can also be sent in the {scheme.Header} header, or as the user name of Basic authentication.",
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
