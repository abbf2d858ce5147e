using ApiKeys.Usage.Flush;
using ApiKeys.Usage.Recording;
using ApiKeys.Usage.Reports;
using ApiKeys.Usage.Retention;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.Usage;

internal static class UsageServiceCollectionExtensions
{
    /// <summary>Counts uses and writes the counts. Once.</summary>
    public static void AddUseCounts(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(UseRecorder)))
        {
            return;
        }

        services.AddMetrics();
        services.AddSingleton<UseTelemetry>();
        services.AddSingleton<UseWriter>();
        services.AddSingleton<UseRecorder>();
        services.AddHostedService<UseFlushService>();
    }

    /// <summary>Reads counts, and removes old ones.</summary>
    public static void AddUsage(this IServiceCollection services)
    {
        services.AddSingleton<UseRetention>();
        services.AddScheduledJob<RemoveOldUsesJob>();
        services.AddSingleton<IApiKeyUsage, ApiKeyUsageReader>();
    }
}
