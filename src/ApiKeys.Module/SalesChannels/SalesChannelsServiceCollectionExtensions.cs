using ApiKeys.SalesChannels.Links;
using ApiKeys.SalesChannels.Listing;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.SalesChannels;

internal static class SalesChannelsServiceCollectionExtensions
{
    public static IServiceCollection AddSalesChannels(this IServiceCollection services)
    {
        services.AddSingleton<SalesChannelQueries>();
        services.AddSingleton<ISalesChannelModuleService, SalesChannelModuleService>();

        services.AddSingleton(provider => new SalesChannelWorkflows(provider.GetRequiredService<ISalesChannelLinks>()));
        return services.AddWorkflows<SalesChannelWorkflows>(workflows => workflows.All);
    }
}
