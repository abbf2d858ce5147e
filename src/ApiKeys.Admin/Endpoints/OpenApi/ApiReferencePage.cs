using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity;
using Scalar.AspNetCore;

namespace ApiKeys.Admin.Endpoints.OpenApi;

/// <summary>The page to read the API and try it. It calls with the dashboard's session, or with the credential that its reader enters there.</summary>
internal static class ApiReferencePage
{
    public const string Path = "/api-reference";

    // Sets the page's colours and fonts to those of the dashboard. The page has a class for light and one for dark; the theme of the dashboard decides instead.
    private const string Look = """
        @font-face {
          font-family: "Inter Variable"; font-display: swap; font-weight: 100 900;
          src: url("/fonts/inter-latin-wght-normal.woff2") format("woff2");
        }
        @font-face {
          font-family: "JetBrains Mono Variable"; font-display: swap; font-weight: 100 800;
          src: url("/fonts/jetbrains-mono-latin-wght-normal.woff2") format("woff2");
        }
        .light-mode, .dark-mode {
          color-scheme: inherit;
          --scalar-font: var(--ak-font);
          --scalar-font-code: var(--ak-mono);
          --scalar-radius: var(--ak-radius-control);
          --scalar-radius-lg: var(--ak-radius);
          --scalar-radius-xl: var(--ak-radius);
          --scalar-color-1: var(--ak-text);
          --scalar-color-2: var(--ak-muted);
          --scalar-color-3: var(--ak-subtle);
          --scalar-color-disabled: var(--ak-subtle);
          --scalar-color-ghost: var(--ak-subtle);
          --scalar-color-accent: var(--ak-accent-text);
          --scalar-background-1: var(--ak-surface);
          --scalar-background-2: var(--ak-sunken);
          --scalar-background-3: var(--ak-hover);
          --scalar-background-accent: var(--ak-accent-wash);
          --scalar-border-color: var(--ak-border);
          --scalar-button-1: var(--ak-accent);
          --scalar-button-1-hover: var(--ak-accent-hover);
          --scalar-button-1-color: var(--ak-on-accent);
          --scalar-link-color: var(--ak-accent-text);
          --scalar-color-green: var(--ak-active-text);
          --scalar-color-red: var(--ak-danger-text);
          --scalar-color-yellow: var(--ak-pending-text);
          --scalar-color-orange: var(--ak-pending-text);
          --scalar-color-blue: var(--ak-info-text);
          --scalar-color-purple: var(--ak-accent-text);
          --scalar-sidebar-background-1: var(--ak-background);
          --scalar-sidebar-color-1: var(--ak-text);
          --scalar-sidebar-color-2: var(--ak-muted);
          --scalar-sidebar-color-active: var(--ak-accent-text);
          --scalar-sidebar-item-active-background: var(--ak-accent-wash);
          --scalar-sidebar-item-hover-background: var(--ak-hover);
          --scalar-sidebar-border-color: var(--ak-border);
          --scalar-sidebar-search-background: var(--ak-surface);
          --scalar-sidebar-search-border-color: var(--ak-edge);
        }
        body { margin: 0; background: var(--ak-background); }
        .reference-header {
          display: flex; flex-wrap: wrap; gap: 4px 24px; justify-content: space-between; padding: 12px 24px;
          background: var(--ak-surface); border-bottom: 1px solid var(--ak-border);
          font: var(--ak-size-14) var(--ak-font); color: var(--ak-muted);
        }
        .reference-header a { color: var(--ak-accent-text); }
        """;

    private const string Header = """
        <header class="reference-header">
          <a href="/">Back to the dashboard</a>
          <span>What you send here is sent as you, unless you enter a key or a token.</span>
        </header>
        """;

    public static void MapApiReferencePage(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapScalarApiReference(Path, Configure).RequireAuthorization(AdminPolicies.ViewKeys);

    private static void Configure(ScalarOptions options, HttpContext context)
    {
        options.Title = "API reference · ApiKeys";
        options.Nonce = ScriptNonce.Issue(context);
        options.DefaultOpenAllTags = true;
        options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        options.Theme = ScalarTheme.None;
        options.HideDarkModeToggle = true;
        options.CustomCss = Look;
        options.HeadContent = """
            <script src="/js/theme.js"></script>
            <link rel="stylesheet" href="/css/tokens.css" />
            """;
        options.HeaderContent = Header;

        // Nothing of it reaches others: no telemetry, no fonts, assistants or clients from elsewhere, and no credential kept in the browser's storage.
        options.Telemetry = false;
        options.DefaultFonts = false;
        options.HideClientButton = true;
        options.PersistentAuthentication = false;
        options.Agent = new ScalarAgentOptions { Disabled = true };
        options.Mcp = new ScalarMcpOptions { Disabled = true };
    }
}
