using ApiKeys.Authentication.OpenApi;
using Microsoft.AspNetCore.OpenApi;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the keys that operations require to an app's OpenAPI document.</summary>
public static class ApiKeySecurityExtensions
{
    /// <summary>
    /// Adds a security scheme for each type of key that operations require. Each of these operations shows the type and the scopes. A key is required by
    /// <c>RequireApiKey</c>, or by an authorization policy or attribute that names a key scheme.
    /// </summary>
    /// <param name="options">The options of <c>AddOpenApi</c>.</param>
    public static OpenApiOptions AddApiKeySecurity(this OpenApiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options
            .AddDocumentTransformer<ApiKeySecuritySchemes>()
            .AddOperationTransformer<ApiKeySecurityRequirements>();
    }
}
