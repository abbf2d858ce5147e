using ApiKeys.Admin.Components;
using ApiKeys.Admin.Components.Account;
using ApiKeys.Admin.Components.Account.Factors;
using ApiKeys.Admin.Components.Account.Proof;
using ApiKeys.Admin.Components.Downloads;
using ApiKeys.Admin.Endpoints;
using ApiKeys.Admin.Endpoints.Cors;
using ApiKeys.Admin.Endpoints.Errors;
using ApiKeys.Admin.Endpoints.Limits;
using ApiKeys.Admin.Endpoints.OpenApi;
using ApiKeys.Admin.Hosting.Errors;
using ApiKeys.Admin.Hosting.Headers;
using ApiKeys.Admin.Hosting.Health;
using ApiKeys.Admin.Hosting.Limits;
using ApiKeys.Admin.Hosting.Proxies;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity.Setup;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Text;
using Microsoft.AspNetCore.Authorization;

namespace ApiKeys.Admin.Hosting;

internal static class AdminPipeline
{
    public static void UseAdminPipeline(this WebApplication app)
    {
        app.UseSecurityHeaders();

        // Before everything else that can fail: a program gets no page and no text of the framework, whatever fails.
        app.UseApiErrors();
        app.UseTrustedProxies();
        app.UseHsts();
        app.UseViewerCulture();
        app.UseRoutingWithErrorPages();
        app.UseApiCors();
        app.UseRequestSizeLimit();
        app.Use(SignInDevices.FindMiddlewareAsync);
        app.UseRateLimits();
        app.UseSetupGate();
        app.UseAuthentication();
        app.UseOpenPageLimit();
        app.UseCallerLimits();
        app.Use(RequiredFactorGate.MiddlewareAsync);
        app.UseAuthorization();
        app.Use(ProofEndpoints.RequireProofMiddlewareAsync);
        app.UseBodyLimit();
        app.UseFormLimits();
        app.UseAntiforgery();
        app.UseExpiredFormRefusal();
    }

    public static void MapAdminEndpoints(this WebApplication app)
    {
        app.MapStaticAssets().Add(endpoint =>
        {
            endpoint.Metadata.Add(new AllowAnonymousAttribute());
            endpoint.Metadata.Add(new OpenBeforeSetupAttribute());
        });

        // No frame-ancestors from here: it would be a second policy beside that of SecurityHeaders.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        app.MapAccount();
        app.MapListDownloads().LimitLists();
        app.MapApi();
        app.MapApiDocument();
        app.MapApiReferencePage();
        app.MapHealth();
        app.MapSecurityTxt();
    }
}
