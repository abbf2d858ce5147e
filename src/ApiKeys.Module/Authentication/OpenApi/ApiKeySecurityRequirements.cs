using ApiKeys.Authentication.Gate;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ApiKeys.Authentication.OpenApi;

/// <summary>Adds to an operation the type of key and the scopes that it requires.</summary>
internal sealed class ApiKeySecurityRequirements : IOpenApiOperationTransformer
{
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var gates = metadata.OfType<ApiKeyGateRequirement>().ToList();
        if (gates.Count > 0)
        {
            Add(operation, context.Document, ApiKeySchemes.NameFor(gates[^1].Type), gates.Select(gate => gate.Scope).OfType<string>());
            return;
        }

        if (metadata.OfType<IAllowAnonymous>().Any())
        {
            return;
        }

        var policies = context.ApplicationServices.GetService(typeof(IAuthorizationPolicyProvider)) as IAuthorizationPolicyProvider;
        var schemes = await ApiKeySchemes.OfAsync(context.ApplicationServices);
        var scopes = await EndpointNeeds.ScopesAsync([.. metadata], policies);
        foreach (var name in (await NamesAsync(metadata, policies, context.ApplicationServices)).Where(schemes.ContainsKey).Distinct(StringComparer.Ordinal))
        {
            Add(operation, context.Document, name, scopes);
        }
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(
        IEnumerable<object> metadata, IAuthorizationPolicyProvider? policies, IServiceProvider services)
    {
        List<string> names = [];
        var isAuthorized = false;
        foreach (var one in metadata)
        {
            var policy = one as AuthorizationPolicy
                ?? (one is IAuthorizeData { Policy: { } name } && policies is not null ? await policies.GetPolicyAsync(name) : null);
            names.AddRange(policy?.AuthenticationSchemes ?? []);
            names.AddRange(one is IAuthorizeData data ? Schemes(data) : []);
            isAuthorized |= one is IAuthorizeData or AuthorizationPolicy;
        }

        // Where no scheme is named, ASP.NET Core asks the default one.
        return names.Count == 0 && isAuthorized
            && services.GetService(typeof(IAuthenticationSchemeProvider)) is IAuthenticationSchemeProvider schemes
            && await schemes.GetDefaultAuthenticateSchemeAsync() is { } standard ? [standard.Name] : names;
    }

    private static string[] Schemes(IAuthorizeData data) =>
        data.AuthenticationSchemes?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static void Add(OpenApiOperation operation, OpenApiDocument? document, string scheme, IEnumerable<string> scopes)
    {
        operation.Security ??= [];
        operation.Security.Add(new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, document)] = [.. scopes] });
    }
}
