using ApiKeys.Admin.Operations.Installation;
using ApiKeys.Admin.Settings;

namespace ApiKeys.Admin.Hosting.Installation;

internal static class InstallationServices
{
    /// <summary>What the page of settings shows of the configuration and of health.</summary>
    public static IServiceCollection AddInstallation(this IServiceCollection services, ProductDatabase database) => services
        .AddSingleton(database)
        .AddSingleton<ConfiguredSettings>()
        .AddSingleton<IInstallation, ThisInstallation>();
}
