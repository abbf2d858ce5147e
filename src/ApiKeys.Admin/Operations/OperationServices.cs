namespace ApiKeys.Admin.Operations;

internal static class OperationServices
{
    /// <summary>What the dashboard's components may do with keys and workflows, and under whose name.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddScoped<OperatorGate>()
        .AddScoped<KeyOperations>()
        .AddScoped<WorkflowOperations>()
        .AddScoped<ActorNames>();
}
