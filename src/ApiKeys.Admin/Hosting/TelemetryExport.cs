using ApiKeys.Admin.Settings;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ApiKeys.Admin.Hosting;

internal static class TelemetryExport
{
    // OpenTelemetry's own settings say where to, how and how often; without an address nothing is collected.
    private const string AddressKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Requests by route and status, connections, the runtime. Never a request's trace: its address may hold what someone pasted.
    private static readonly string[] Meters =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql"];

    /// <summary>Sends metrics, and the traces of workflows, to a collector that speaks OTLP, where the environment names one.</summary>
    public static IServiceCollection AddTelemetryExport(this IServiceCollection services, IConfiguration configuration)
    {
        if (!string.IsNullOrEmpty(configuration[AddressKey]))
        {
            services.AddOpenTelemetry()
                .ConfigureResource(resource => resource.AddService(ApiKeysTelemetry.Name, serviceVersion: ProductVersion.Text))
                .WithMetrics(metrics => metrics.AddApiKeysInstrumentation().AddMeter(Meters).AddOtlpExporter())
                .WithTracing(traces => traces.AddApiKeysInstrumentation().AddOtlpExporter());
        }

        return services;
    }
}
