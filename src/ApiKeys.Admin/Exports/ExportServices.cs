namespace ApiKeys.Admin.Exports;

internal static class ExportServices
{
    /// <summary>Files of the lists of keys and audit events, for the dashboard and the HTTP API.</summary>
    public static IServiceCollection AddExports(this IServiceCollection services) => services.AddScoped<ListExports>().AddSingleton<ExportLimit>();
}
