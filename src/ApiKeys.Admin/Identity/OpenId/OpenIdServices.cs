using ApiKeys.Admin.Settings;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ApiKeys.Admin.Identity.OpenId;

internal static class OpenIdServices
{
    public const string Scheme = "OpenId";

    /// <summary>Single sign-on, if it is configured.</summary>
    public static IServiceCollection AddOpenIdSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<OpenIdOptions>, OpenIdOptionsValidator>();
        services.BindOptions<OpenIdOptions>(OpenIdOptions.Section);
        services.AddScoped<OpenIdSignIn>();
        services.AddScoped<OpenIdEvents>();
        services.AddScoped<OpenIdChallenge>();

        var given = configuration.GetSection(OpenIdOptions.Section).Get<OpenIdOptions>() ?? new OpenIdOptions();
        if (given.IsOn && new OpenIdOptionsValidator().Validate(null, given).Succeeded)
        {
            services.AddAuthentication().AddOpenIdConnect(Scheme, given.Name, options => Configure(options, given));
        }

        return services;
    }

    private static void Configure(OpenIdConnectOptions options, OpenIdOptions given)
    {
        options.Authority = given.Authority;
        options.ClientId = given.ClientId;
        options.ClientSecret = given.ClientSecret;
        options.RequireHttpsMetadata = new Uri(given.Authority!).Scheme == Uri.UriSchemeHttps;

        // A provider that doesn't answer must not keep the sign-in page loading for a minute.
        options.BackchannelTimeout = TimeSpan.FromSeconds(30);
        options.CallbackPath = "/sign-in/openid/callback";
        options.RemoteSignOutPath = default;
        options.EventsType = typeof(OpenIdEvents);
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.ClaimActions.Remove("iss");
        options.ClaimActions.Remove("auth_time");
        options.ClaimActions.Remove("amr");

        // The code comes in the address, so that cookies can be Lax: a post from another site would need them to be None. It is good once, and with the verifier only.
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.Scope.Clear();
        foreach (var scope in (string[])["openid", "email", "profile"])
        {
            options.Scope.Add(scope);
        }

        foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }
    }
}
