using ApiKeys.Workflows;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers scheduled jobs.</summary>
public static class SchedulingServiceCollectionExtensions
{
    /// <summary>Registers a scheduled job, built by dependency injection as a singleton.</summary>
    /// <param name="services">The services.</param>
    /// <typeparam name="TJob">The job.</typeparam>
    public static IServiceCollection AddScheduledJob<TJob>(this IServiceCollection services)
        where TJob : ScheduledJob
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddSingleton<ScheduledJob, TJob>();
    }

    /// <summary>Registers what runs the jobs. They keep their times in the engine's database.</summary>
    internal static IServiceCollection AddScheduling(this IServiceCollection services)
    {
        services.AddSingleton<ScheduledJobRunner>();
        services.AddSingleton<IScheduledJobs, ScheduledJobs>();
        services.AddScheduledJob<RemoveEndedExecutionsJob>();
        services.AddHostedService<ScheduledJobService>();
        return services;
    }
}
