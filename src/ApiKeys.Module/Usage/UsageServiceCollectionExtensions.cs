using ApiKeys.Usage.Flush;
using ApiKeys.Usage.Retention;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.Usage;

internal static class UsageServiceCollectionExtensions
{
    public static IServiceCollection AddUsage(this IServiceCollection services)
    {
        services.AddSingleton<UseTelemetry>();
        services.AddSingleton<UseWriter>();
        services.AddSingleton<UseRecorder>();
        services.AddHostedService<UseFlushService>();
        services.AddSingleton<UseRetention>();
        services.AddScheduledJob<RemoveOldUsesJob>();
        services.AddSingleton<IApiKeyUsage, ApiKeyUsageReader>();
        return services;
    }
}
