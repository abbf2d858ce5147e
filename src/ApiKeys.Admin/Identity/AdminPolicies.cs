using Microsoft.AspNetCore.Authorization;

namespace ApiKeys.Admin.Identity;

/// <summary>The permissions that pages and operations ask for; roles are only named here.</summary>
public static class AdminPolicies
{
    public const string ViewKeys = "Keys.View";

    public const string ManageKeys = "Keys.Manage";

    public const string ManageTeam = "Team.Manage";

    public const string ManagePolicies = "Policies.Manage";

    /// <summary>Says in a sentence what is missing and who can give it.</summary>
    public static string Missing(string policy) => policy switch
    {
        ViewKeys => "You need a role to see keys. An owner can give you one.",
        ManageKeys => "You can see keys but not change them. An owner can make you a manager.",
        ManageTeam => "Only owners manage the team. An owner can make you one.",
        ManagePolicies => "Only owners set policies. An owner can make you one.",
        _ => "You need another role for this. An owner can give you one.",
    };

    internal static void Configure(AuthorizationOptions options)
    {
        // Closed unless opened: an endpoint that says nothing about authorization still wants a signed-in person.
        options.FallbackPolicy = options.DefaultPolicy;

        options.AddPolicy(ViewKeys, policy => policy.RequireRole(AdminRoles.Owner, AdminRoles.Manager, AdminRoles.Viewer));
        options.AddPolicy(ManageKeys, policy => policy.RequireRole(AdminRoles.Owner, AdminRoles.Manager));
        options.AddPolicy(ManageTeam, policy => policy.RequireRole(AdminRoles.Owner));
        options.AddPolicy(ManagePolicies, policy => policy.RequireRole(AdminRoles.Owner));
    }
}
