using ApiKeys.Admin.Components.SalesChannels.Page;

namespace ApiKeys.Admin.Components.SalesChannels;

internal static class SalesChannelServices
{
    /// <summary>What the pages and dialogs of sales channels need besides the operations.</summary>
    public static IServiceCollection AddSalesChannelPages(this IServiceCollection services) => services
        .AddScoped<SalesChannelDialogs>()
        .AddScoped<ChannelContentReader>();
}
