using ApiKeys.Admin.Commands;
using ApiKeys.Admin.Settings;
using ApiKeys.Admin.Transfer;
using ApiKeys.Admin.Transfer.Audit;

namespace ApiKeys.Admin.Hosting;

internal static class ModuleServices
{
    /// <summary>The module, in the product's database, with its options from the configuration file.</summary>
    public static void AddModule(this IServiceCollection services, IConfiguration configuration, ProductDatabase database)
    {
        // The product migrates its own tables and the module's together, before anything starts, or leaves both alone.
        services.AddApiKeys(configuration, options => options.MigrateAtStart = false).Use(database);
        services.AddEventSubscriber<AuditLogSubscriber>();
        services.AddSingleton<IInstallationTransfer, InstallationTransfer>();
        services.AddSingleton<RevocationReplay>();
        services.AddSingleton<TransferCommands>();
        services.AddSingleton<ScannerRules>();
    }

    private static ApiKeysBuilder Use(this ApiKeysBuilder module, ProductDatabase database) => database.Provider switch
    {
        DatabaseProvider.PostgreSql => module.UsePostgreSql(database.ConnectionString),
        DatabaseProvider.SqlServer => module.UseSqlServer(database.ConnectionString),
        _ => module.UseSqlite(database.ConnectionString),
    };
}
