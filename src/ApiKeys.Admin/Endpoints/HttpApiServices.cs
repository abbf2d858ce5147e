using ApiKeys.Admin.Endpoints.Access;
using ApiKeys.Admin.Endpoints.Keys;
using ApiKeys.Admin.Endpoints.Limits;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Endpoints.SalesChannels;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Settings;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Endpoints;

internal static class HttpApiServices
{
    public static IServiceCollection AddHttpApi(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<HttpOptions>, HttpOptionsValidator>();
        services.AddCheckedOptions<HttpOptions>(HttpOptions.Section)
            .Configure<IConfiguration>((options, configuration) => options.Read(configuration.GetSection(HttpOptions.Section)));
        services.AddSingleton<CallerLimits>().AddSingleton<ListLimit>();
        services.AddSingleton<BrokenBodies>();
        services.AddScoped<AnswerReads>().AddScoped<KeyAnswers>().AddScoped<ChannelAnswers>().AddSingleton<IKeyDocument, KeyDocument>();
        services.AddSingleton<IPostConfigureOptions<ApiKeysOptions>, ApiScopes>();
        return services;
    }
}
