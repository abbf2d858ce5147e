using ApiKeys;
using ApiKeys.Configuration;
using ApiKeys.Keys;
using ApiKeys.Keys.Activate;
using ApiKeys.Keys.Create;
using ApiKeys.Keys.Delete;
using ApiKeys.Keys.Discard;
using ApiKeys.Keys.Expiry;
using ApiKeys.Keys.Link;
using ApiKeys.Keys.Revoke;
using ApiKeys.Keys.Roll;
using ApiKeys.Keys.Update;
using ApiKeys.Operations;
using ApiKeys.SalesChannels;
using ApiKeys.Storage;
using ApiKeys.Time;
using ApiKeys.Tokens;
using ApiKeys.Usage;
using ApiKeys.Verification;
using ApiKeys.Verification.Ends;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the API key module.</summary>
public static class ApiKeysServiceCollectionExtensions
{
    /// <summary>Registers keys, their verification and their workflows. Say next where they are kept, for example with <c>UseSqlite</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the options; the defaults work.</param>
    /// <returns>A builder to choose the database with.</returns>
    public static ApiKeysBuilder AddApiKeys(this IServiceCollection services, Action<ApiKeysOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);

        services.AddOptions<ApiKeysOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ApiKeysOptions>, ApiKeysOptionsValidator>();

        services.AddSingleton<IApiKeyDatabase, ApiKeyDatabase>();
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
        services.AddSingleton<OperationRunner>();
        services.AddSingleton<ApiKeyOperations>();
        services.AddSingleton<IApiKeyModuleService, ApiKeyModuleService>();

        services.AddSingleton<InsertApiKeysStep>().AddWorkflow<CreateApiKeysWorkflow>();
        services.AddSingleton<ActivateApiKeysStep>().AddWorkflow<ActivateApiKeysWorkflow>();
        services.AddSingleton<UpdateApiKeysStep>().AddWorkflow<UpdateApiKeysWorkflow>();
        services.AddSingleton<RevokeApiKeysStep>().AddWorkflow<RevokeApiKeysWorkflow>();
        services.AddSingleton<CancelRevocationStep>().AddWorkflow<CancelRevocationWorkflow>();
        services.AddSingleton<Replacements>();
        services.AddSingleton<InsertReplacementsStep>().AddSingleton<ReplaceApiKeysStep>().AddWorkflow<RollApiKeysWorkflow>();
        services.AddSingleton<ISalesChannelLinks, SalesChannelLinks>();
        services.AddSingleton<LinkSalesChannelsStep>().AddWorkflow<LinkSalesChannelsWorkflow>();
        services.AddSingleton<DeleteApiKeysStep>().AddWorkflow<DeleteApiKeysWorkflow>();
        services.AddSingleton<DiscardUnconfirmedKeysStep>().AddWorkflow<DiscardUnconfirmedKeysWorkflow>();
        services.AddSingleton<EndKeysStep>().AddWorkflow<EndKeysWorkflow>();
        services.AddSingleton<WarnOfExpiryStep>().AddWorkflow<WarnOfExpiryWorkflow>();

        services.AddSingleton(provider => new ApiKeyWorkflows(
            provider.GetRequiredService<CreateApiKeysWorkflow>(),
            provider.GetRequiredService<ActivateApiKeysWorkflow>(),
            provider.GetRequiredService<UpdateApiKeysWorkflow>(),
            provider.GetRequiredService<RevokeApiKeysWorkflow>(),
            provider.GetRequiredService<CancelRevocationWorkflow>(),
            provider.GetRequiredService<RollApiKeysWorkflow>(),
            provider.GetRequiredService<LinkSalesChannelsWorkflow>(),
            provider.GetRequiredService<DeleteApiKeysWorkflow>()));

        services.AddSalesChannels();

        services.AddSingleton<UnconfirmedKeys>();
        services.AddScheduledJob<DiscardUnconfirmedKeysJob>();
        services.AddSingleton<ExpiringKeys>();
        services.AddScheduledJob<WarnOfExpiryJob>();

        services.AddVerification();
        services.AddSingleton<EndedKeys>();
        services.AddHostedService<EndKeysService>();

        services.AddUsage();

        return new ApiKeysBuilder(services);
    }
}
