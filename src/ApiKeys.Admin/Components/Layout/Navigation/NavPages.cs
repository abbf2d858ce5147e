using ApiKeys.Admin.Components.Theme;
using ApiKeys.Admin.Identity;

namespace ApiKeys.Admin.Components.Layout.Navigation;

/// <summary>A page that can be gone to from anywhere.</summary>
/// <param name="Title">Its name in the navigation.</param>
/// <param name="Href">Its address.</param>
/// <param name="Icon">One of <see cref="AppIcons"/>.</param>
/// <param name="Policy">Who may see it, one of <see cref="AdminPolicies"/>; null for everyone who is signed in.</param>
internal sealed record NavPage(string Title, string Href, string Icon, string? Policy = null)
{
    /// <summary>Whether the browser loads it as a document of its own, outside the dashboard's circuit.</summary>
    public bool IsDocument { get; init; }
}

/// <summary>Pages under one heading of the navigation.</summary>
internal sealed record NavSection(string Title, IReadOnlyList<NavPage> Pages);

/// <summary>All pages that the navigation and the command palette lead to.</summary>
internal static class NavPages
{
    public static NavPage Overview { get; } = new("Overview", "/", AppIcons.Overview);

    /// <summary>What users with a role for keys see.</summary>
    public static IReadOnlyList<NavSection> OfKeys { get; } =
    [
        new("Keys",
        [
            new("Publishable keys", "/publishable-keys", AppIcons.PublishableKey, AdminPolicies.ViewKeys),
            new("Secret keys", "/secret-keys", AppIcons.SecretKey, AdminPolicies.ViewKeys),
            new("Check a token", "/check", AppIcons.CheckToken, AdminPolicies.ViewKeys),
        ]),
        new("Store",
        [
            new("Sales channels", "/sales-channels", AppIcons.Store, AdminPolicies.ViewKeys),
            new("Policies", "/policies", AppIcons.Policies, AdminPolicies.ViewKeys),
        ]),
        new("Operations",
        [
            new("Activity", "/activity", AppIcons.Activity, AdminPolicies.ViewKeys),
            new("Workflows", "/workflows", AppIcons.Workflow, AdminPolicies.ViewKeys),
            new("Settings", "/settings", AppIcons.Settings, AdminPolicies.ViewKeys),
            new("API reference", "/api-reference", AppIcons.Code, AdminPolicies.ViewKeys) { IsDocument = true },
        ]),
    ];

    public static NavPage Team { get; } = new("Team", "/team", AppIcons.People, AdminPolicies.ManageTeam);

    public static NavPage Account { get; } = new("Account", "/account", AppIcons.Account);

    public static IReadOnlyList<NavPage> All { get; } = [Overview, .. OfKeys.SelectMany(section => section.Pages), Team, Account];
}
