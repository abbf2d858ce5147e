using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ApiKeys.Storage;

/// <summary>Registers the database that the keys are kept in.</summary>
internal static class DatabaseRegistration
{
    /// <summary>Stands where the database belongs until one is chosen.</summary>
    public static void RequireDatabase(this IServiceCollection services)
    {
        services.TryAddSingleton<IDbContextFactory<ApiKeysDbContext>>(_ => throw NoDatabase());
        services.TryAddSingleton<DedicatedContexts>(_ => throw NoDatabase());
    }

    /// <summary>What each provider's UseX does. Called twice, the later choice counts.</summary>
    public static void UseDatabase<TContext>(
        this IServiceCollection services, DriverErrors errors, Func<string, string> unpooled, Action<IServiceProvider, DbContextOptionsBuilder> configure)
        where TContext : ApiKeysDbContext
    {
        DatabaseErrors.Register(errors);
        if (services.Any(service => service.ImplementationType == typeof(DbContextFactoryForwarder<TContext>)))
        {
            services.RemoveAll<IDbContextOptionsConfiguration<TContext>>();
            services.ConfigureDbContext<TContext>(configure);
            return;
        }

        services.AddPooledDbContextFactory<TContext>(configure);
        services.Replace(ServiceDescriptor.Singleton<IDbContextFactory<ApiKeysDbContext>, DbContextFactoryForwarder<TContext>>());
        services.Replace(ServiceDescriptor.Singleton<DedicatedContexts>(
            provider => new DedicatedContexts<TContext>(provider.GetRequiredService<DbContextOptions<TContext>>(), unpooled)));
    }

    private static InvalidOperationException NoDatabase() => new(
        "No database is configured for the API keys: call UseSqlite, UsePostgreSql or UseSqlServer on what AddApiKeys returns.");
}
