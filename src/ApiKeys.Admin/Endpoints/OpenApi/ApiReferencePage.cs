using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity;
using Scalar.AspNetCore;

namespace ApiKeys.Admin.Endpoints.OpenApi;

/// <summary>The page to read the API and try it. It calls with the credential that its reader chooses there, not with the dashboard's session.</summary>
internal static class ApiReferencePage
{
    public const string Path = "/api-reference";

    public static void MapApiReferencePage(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapScalarApiReference(Path, Configure).RequireAuthorization(AdminPolicies.ViewKeys);

    private static void Configure(ScalarOptions options, HttpContext context)
    {
        options.Title = "API reference · ApiKeys";
        options.Nonce = ScriptNonce.Issue(context);
        options.DefaultOpenAllTags = true;
        options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        options.HeaderContent = """<a href="/" style="display: block; padding: 12px 24px">Back to the dashboard</a>""";

        // Nothing of it reaches others: no telemetry, no fonts, assistants or clients from elsewhere, and no credential kept in the browser's storage.
        options.Telemetry = false;
        options.DefaultFonts = false;
        options.HideClientButton = true;
        options.PersistentAuthentication = false;
        options.Agent = new ScalarAgentOptions { Disabled = true };
        options.Mcp = new ScalarMcpOptions { Disabled = true };
    }
}
