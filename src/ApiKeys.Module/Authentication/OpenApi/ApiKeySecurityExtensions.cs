using ApiKeys.Authentication.OpenApi;
using Microsoft.AspNetCore.OpenApi;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets an app's OpenAPI document say where keys are asked for.</summary>
public static class ApiKeySecurityExtensions
{
    /// <summary>
    /// Adds a security scheme for each kind of key that the app takes, and to each operation that asks for a key which kind and which scopes: by
    /// <c>RequireApiKey</c>, or by an authorization policy or attribute that names a scheme of keys.
    /// </summary>
    /// <param name="options">What <c>AddOpenApi</c> gives.</param>
    public static OpenApiOptions AddApiKeySecurity(this OpenApiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options
            .AddDocumentTransformer<ApiKeySecuritySchemes>()
            .AddOperationTransformer<ApiKeySecurityRequirements>();
    }
}
