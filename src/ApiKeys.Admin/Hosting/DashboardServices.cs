using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Policies;
using ApiKeys.Admin.Components.SalesChannels;
using ApiKeys.Admin.Components.Shared.Fields;
using ApiKeys.Admin.Components.Shared;
using ApiKeys.Admin.Components.Team;
using ApiKeys.Admin.Components.Workflows;
using ApiKeys.Admin.Exports;
using ApiKeys.Admin.Hosting.Errors;
using ApiKeys.Admin.Hosting.Limits;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Mail;
using ApiKeys.Admin.Operations;
using ApiKeys.Admin.Team;
using ApiKeys.Admin.Text;
using Microsoft.AspNetCore.Antiforgery;

namespace ApiKeys.Admin.Hosting;

internal static class DashboardServices
{
    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = TypedText.MaxMessageSize);

        // At Debug it writes every argument of a circuit's calls, and with them each token that is pasted into a field.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.Information));
        services.AddCascadingAuthenticationState();
        services.AddViewerCulture();
        services.AddAdminUi();
        services.AddMail();
        services.AddTeam();
        services.AddTeamMails();
        services.AddOperations();
        services.AddExports();
        services.AddKeyPages();
        services.AddSalesChannelPages();
        services.AddTeamPages();
        services.AddWorkflowPages();
        services.AddPolicyPages();
        services.AddSingleton<RateLimits>();
        services.AddExceptionHandler<StorePageFailures>();
        services.AddSingleton<OpenPageLimit>();
        services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<IHttpContextAccessor>((options, accessor) =>
        {
            options.Cookie = new SchemeCookieBuilder("apikeys-form", accessor)
            {
                HttpOnly = true,
                IsEssential = true,
                Path = "/",
                SameSite = SameSiteMode.Strict,
                SecurePolicy = CookieSecurePolicy.SameAsRequest,
            };

            // SecurityHeaders says it, and stricter: no frames at all.
            options.SuppressXFrameOptionsHeader = true;
        });
        return services;
    }
}
