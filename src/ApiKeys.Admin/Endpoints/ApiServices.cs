using ApiKeys.Admin.Endpoints.Keys;
using ApiKeys.Admin.Endpoints.SalesChannels;

namespace ApiKeys.Admin.Endpoints;

internal static class ApiServices
{
    public static IServiceCollection AddApiAnswers(this IServiceCollection services) => services.AddScoped<KeyAnswers>().AddScoped<ChannelAnswers>();
}
