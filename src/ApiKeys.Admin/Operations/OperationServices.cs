using ApiKeys.Admin.Operations.Installation;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ApiKeys.Admin.Operations;

internal static class OperationServices
{
    /// <summary>What the dashboard and the API may do with keys, sales channels and workflows, and under whose name.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.TryAddScoped<IProofPrompt, NoProofPrompt>();
        return services
            .AddScoped<OperatorGate>()
            .AddScoped<KeyGrants>()
            .AddScoped<KeyOwners>()
            .AddScoped<ScopeGrants>()
            .AddScoped<PolicyOperations>()
            .AddScoped<KeyOperations>()
            .AddScoped<ExportOperations>()
            .AddScoped<TokenOperations>()
            .AddScoped<LeakReports>()
            .AddScoped<StoreOperations>()
            .AddScoped<UsageOperations>()
            .AddScoped<SalesChannelOperations>()
            .AddScoped<WorkflowOperations>()
            .AddScoped<BackgroundOperations>()
            .AddScoped<SettingsOperations>()
            .AddScoped<TeamOperations>()
            .AddScoped<ActorNames>();
    }
}
