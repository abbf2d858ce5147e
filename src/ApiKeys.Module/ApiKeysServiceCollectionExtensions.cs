using ApiKeys;
using ApiKeys.Audit;
using ApiKeys.Configuration;
using ApiKeys.Keys;
using ApiKeys.Keys.Discard;
using ApiKeys.Keys.Expiry;
using ApiKeys.Keys.Idle;
using ApiKeys.Keys.Link;
using ApiKeys.Keys.Listing;
using ApiKeys.Keys.Roll;
using ApiKeys.Operations;
using ApiKeys.Policies;
using ApiKeys.Receipts;
using ApiKeys.SalesChannels;
using ApiKeys.SalesChannels.Links;
using ApiKeys.Storage;
using ApiKeys.Time;
using ApiKeys.Tokens;
using ApiKeys.Usage;
using ApiKeys.Verification;
using ApiKeys.Verification.Ends;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the API key module.</summary>
public static class ApiKeysServiceCollectionExtensions
{
    /// <summary>Registers keys, their verification and their workflows. Say next where they are kept, for example with <c>UseSqlite</c>.</summary>
    /// <remarks>Called again, it registers nothing twice: only the options are changed further.</remarks>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the options; the defaults work.</param>
    /// <returns>A builder to choose the database with.</returns>
    public static ApiKeysBuilder AddApiKeys(this IServiceCollection services, Action<ApiKeysOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (!services.Any(service => service.ServiceType == typeof(IApiKeyModuleService)))
        {
            services.AddModule();
        }

        if (configure is not null)
        {
            services.Configure(configure);
        }

        return new ApiKeysBuilder(services);
    }

    /// <inheritdoc cref="AddApiKeys(IServiceCollection, Action{ApiKeysOptions}?)"/>
    /// <param name="services">The services.</param>
    /// <param name="configuration">
    /// The configuration of the host, of which the sections <c>ApiKeys</c> and <c>Workflows</c> are read. A value that is unreadable or out of range ends the
    /// start of the host with a message that names its key.
    /// </param>
    /// <param name="configure">Changes the options after the configuration did.</param>
    public static ApiKeysBuilder AddApiKeys(this IServiceCollection services, IConfiguration configuration, Action<ApiKeysOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.Bind<ApiKeysOptions>(configuration.GetSection("ApiKeys"));
        services.Bind<WorkflowOptions>(configuration.GetSection("Workflows"));
        return services.AddApiKeys(configure);
    }

    /// <summary>
    /// Registers only the verification of tokens, for a service that creates and changes no keys. It has the keys in memory, follows their changes as a node of its
    /// own, and counts their use. It doesn't migrate the database, runs no jobs and takes over no workflows. Its least rights in the database are in
    /// docs/databases.md.
    /// </summary>
    /// <remarks>With <see cref="AddApiKeys(IServiceCollection, Action{ApiKeysOptions}?)"/> in the same app, that is what counts.</remarks>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the options; the defaults work.</param>
    /// <returns>A builder to choose the database with.</returns>
    public static ApiKeysBuilder AddApiKeyVerification(this IServiceCollection services, Action<ApiKeysOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddCommon();
        services.AddVerification();
        services.AddUseCounts();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        return new ApiKeysBuilder(services);
    }

    /// <inheritdoc cref="AddApiKeyVerification(IServiceCollection, Action{ApiKeysOptions}?)"/>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The configuration of the host, of which the section <c>ApiKeys</c> is read.</param>
    /// <param name="configure">Changes the options after the configuration did.</param>
    public static ApiKeysBuilder AddApiKeyVerification(
        this IServiceCollection services, IConfiguration configuration, Action<ApiKeysOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.Bind<ApiKeysOptions>(configuration.GetSection("ApiKeys"));
        return services.AddApiKeyVerification(configure);
    }

    private static void AddModule(this IServiceCollection services)
    {
        services.AddCommon();

        services.AddSingleton<IApiKeyDatabase, ApiKeyDatabase>();
        services.AddSingleton<DatabaseSettingsCheck>();
        services.AddHostedService<DatabaseMigrationService>();
        services.AddWorkflowEngine(
            provider => provider.GetRequiredService<IDbContextFactory<ApiKeysDbContext>>().CreateDbContext,
            TokenRedactor.Scrub,
            provider =>
            {
                var clock = provider.GetRequiredService<KeyClock>();
                return (context, cancellationToken) => clock.NowAsync((ApiKeysDbContext)context, cancellationToken);
            });
        services.AddScheduling();
        services.AddEvents();

        services.AddSingleton<ApiKeyFactory>();
        services.AddSingleton<KeyCounts>();
        services.AddSingleton<ApiKeyQueries>();
        services.AddSingleton<EventQueries>();
        services.AddSingleton<OperationRunner>();
        services.AddSingleton<ApiKeyOperations>();
        services.AddSingleton<IApiKeyModuleService, ApiKeyModuleService>();

        services.AddSingleton<Replacements>();
        services.AddSingleton<ISalesChannelLinks, SalesChannelLinks>();
        services.AddSingleton(provider => new ApiKeyWorkflows(
            provider.GetRequiredService<ApiKeyFactory>(),
            provider.GetRequiredService<Replacements>(),
            provider.GetRequiredService<IRevocationReceipts>(),
            provider.GetRequiredService<KeyClock>(),
            provider.GetRequiredService<IOptions<ApiKeysOptions>>()));
        services.AddWorkflows<ApiKeyWorkflows>(workflows => workflows.All);

        services.AddSalesChannels();
        services.AddPolicies();

        services.AddSingleton<UnconfirmedKeys>().AddWorkflows<UnconfirmedKeys>(keys => [keys.Discard]);
        services.AddScheduledJob<DiscardUnconfirmedKeysJob>();
        services.AddSingleton<ExpiringKeys>().AddWorkflows<ExpiringKeys>(keys => [keys.Warn]);
        services.AddScheduledJob<WarnOfExpiryJob>();
        services.AddSingleton<IdleKeys>().AddWorkflows<IdleKeys>(keys => [keys.Warn, keys.Revoke]);
        services.AddSingleton<IIdleKeys>(provider => provider.GetRequiredService<IdleKeys>());
        services.AddScheduledJob<IdleKeysJob>();

        services.AddVerification();
        services.AddPropagation();
        services.AddSingleton<EndedKeys>().AddWorkflows<EndedKeys>(keys => [keys.End]);
        services.AddHostedService<EndKeysService>();

        services.AddUseCounts();
        services.AddUsage();
    }

    private static void AddCommon(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<ApiKeysOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ApiKeysOptions>, ApiKeysOptionsValidator>());
        services.RequireDatabase();
    }
}
