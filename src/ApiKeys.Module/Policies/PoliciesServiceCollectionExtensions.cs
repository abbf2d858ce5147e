using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.Policies;

internal static class PoliciesServiceCollectionExtensions
{
    public static void AddPolicies(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeyPolicies>().AddWorkflows<ApiKeyPolicies>(policies => [policies.Update]);
        services.AddSingleton<IApiKeyPolicies>(provider => provider.GetRequiredService<ApiKeyPolicies>());
    }
}
