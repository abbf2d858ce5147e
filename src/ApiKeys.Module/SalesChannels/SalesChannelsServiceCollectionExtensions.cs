using ApiKeys.SalesChannels.Create;
using ApiKeys.SalesChannels.Delete;
using ApiKeys.SalesChannels.Update;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.SalesChannels;

internal static class SalesChannelsServiceCollectionExtensions
{
    public static IServiceCollection AddSalesChannels(this IServiceCollection services)
    {
        services.AddSingleton<SalesChannelQueries>();
        services.AddSingleton<ISalesChannelModuleService, SalesChannelModuleService>();

        services.AddSingleton<InsertSalesChannelsStep>().AddWorkflow<CreateSalesChannelsWorkflow>();
        services.AddSingleton<UpdateSalesChannelsStep>().AddWorkflow<UpdateSalesChannelsWorkflow>();
        services.AddSingleton<DeleteSalesChannelsStep>().AddWorkflow<DeleteSalesChannelsWorkflow>();

        return services.AddSingleton(provider => new SalesChannelWorkflows(
            provider.GetRequiredService<CreateSalesChannelsWorkflow>(),
            provider.GetRequiredService<UpdateSalesChannelsWorkflow>(),
            provider.GetRequiredService<DeleteSalesChannelsWorkflow>()));
    }
}
