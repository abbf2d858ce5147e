using ApiKeys.Admin.AuditLog;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Hosting;

internal static class ModuleServices
{
    /// <summary>The module, in the product's database, with its options from the configuration file.</summary>
    public static void AddModule(this IServiceCollection services, string connectionString)
    {
        services.BindOptions<ApiKeysOptions>("ApiKeys");
        services.BindOptions<WorkflowOptions>("Workflows");
        services.AddApiKeys().UseSqlite(connectionString);
        services.AddEventSubscriber<AuditLogSubscriber>();
    }
}
