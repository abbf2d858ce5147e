using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ApiKeys.Authentication.OpenApi;

/// <summary>The key schemes of an app, by name: the registered ones, and the two with the default names, which <c>RequireApiKey</c> uses.</summary>
internal static class ApiKeySchemes
{
    public static async Task<Dictionary<string, (ApiKeyType Type, string Header)>> OfAsync(IServiceProvider services)
    {
        var found = new Dictionary<string, (ApiKeyType, string)>(StringComparer.Ordinal)
        {
            [NameFor(ApiKeyType.Secret)] = (ApiKeyType.Secret, ApiKeyAuthenticationDefaults.SecretHeader),
            [NameFor(ApiKeyType.Publishable)] = (ApiKeyType.Publishable, ApiKeyAuthenticationDefaults.PublishableHeader),
        };
        if (services.GetService(typeof(IAuthenticationSchemeProvider)) is IAuthenticationSchemeProvider schemes
            && services.GetService(typeof(IOptionsMonitor<ApiKeyAuthenticationOptions>)) is IOptionsMonitor<ApiKeyAuthenticationOptions> options)
        {
            foreach (var scheme in (await schemes.GetAllSchemesAsync()).Where(scheme => scheme.HandlerType == typeof(ApiKeyAuthenticationHandler)))
            {
                var chosen = options.Get(scheme.Name);
                found[scheme.Name] = (chosen.KeyType, chosen.HeaderFor(chosen.KeyType));
            }
        }

        return found;
    }

    public static string NameFor(ApiKeyType type) =>
        type == ApiKeyType.Secret ? ApiKeyAuthenticationDefaults.AuthenticationScheme : ApiKeyAuthenticationDefaults.PublishableScheme;
}
