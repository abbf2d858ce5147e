using ApiKeys.Admin.Identity.Bearer;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.Authentication;
using Microsoft.AspNetCore.Authentication;

namespace ApiKeys.Admin.Identity.Callers;

internal static class CallerServices
{
    /// <summary>Everyone who calls the HTTP API, and how they show who they are.</summary>
    public static void AddApiCallers(this AuthenticationBuilder authentication)
    {
        authentication.AddApiKeys();
        authentication.AddPublishableApiKeys();
        authentication.AddScheme<AuthenticationSchemeOptions, SessionHandler>(CallerSchemes.Session, displayName: null, configureOptions: null);
        authentication.AddScheme<AuthenticationSchemeOptions, BearerHandler>(CallerSchemes.Bearer, displayName: null, configureOptions: null);
        authentication.AddScheme<AuthenticationSchemeOptions, DashboardCallerHandler>(CallerSchemes.Dashboard, displayName: null, configureOptions: null);
        authentication.AddScheme<AuthenticationSchemeOptions, StoreKeyHandler>(StoreKeyHandler.SchemeName, displayName: null, configureOptions: null);
        authentication.AddScheme<CallerOptions, CallerHandler>(
            CallerSchemes.Anyone,
            caller => caller.Schemes =
                [ApiKeyAuthenticationDefaults.AuthenticationScheme, CallerSchemes.Session, CallerSchemes.Bearer, CallerSchemes.Dashboard]);
        authentication.AddScheme<CallerOptions, CallerHandler>(
            CallerSchemes.Person, caller => caller.Schemes = [CallerSchemes.Session, CallerSchemes.Bearer]);

        // Every refused key would be a line or several, for whoever sends garbage to fill the disk with. Uses are counted, and the traces have each.
        authentication.Services.AddLogging(logging => logging
            .AddFilter(typeof(ApiKeyAuthenticationHandler).FullName, LogLevel.Warning)
            .AddFilter(typeof(CallerHandler).Namespace, LogLevel.Warning)
            .AddFilter(typeof(BearerHandler).Namespace, LogLevel.Warning)
            .AddFilter(typeof(SessionHandler).Namespace, LogLevel.Warning)
            .AddFilter(typeof(StoreKeyHandler).Namespace, LogLevel.Warning));
        authentication.Services.AddSingleton<OriginRule>();
    }
}
