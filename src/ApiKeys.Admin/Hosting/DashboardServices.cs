using ApiKeys.Admin.Components.Shared;

namespace ApiKeys.Admin.Hosting;

internal static class DashboardServices
{
    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddAdminUi();
        services.AddRateLimits();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "apikeys-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;

            // SecurityHeaders says it, and stricter: no frames at all.
            options.SuppressXFrameOptionsHeader = true;
        });
        return services;
    }
}
