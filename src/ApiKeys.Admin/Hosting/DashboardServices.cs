using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.SalesChannels;
using ApiKeys.Admin.Components.Shared;
using ApiKeys.Admin.Components.Workflows;
using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Hosting;

internal static class DashboardServices
{
    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();

        // At Debug it writes every argument of a circuit's calls, and with them each token that is pasted into a field.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.Information));
        services.AddCascadingAuthenticationState();
        services.AddAdminUi();
        services.AddOperations();
        services.AddKeyPages();
        services.AddSalesChannelPages();
        services.AddWorkflowPages();
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
