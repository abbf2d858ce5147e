using ApiKeys.Admin.Components.Shared.Fields;
using ApiKeys.Admin.Identity;

namespace ApiKeys.Admin.Components.Team;

/// <summary>What the roles mean, in the same words everywhere.</summary>
internal static class TeamMessages
{
    public static IReadOnlyList<ChoiceOption<string>> Roles { get; } =
    [
        new(AdminRoles.Viewer, AdminRoles.Viewer, "Sees keys, sales channels and activity. Changes nothing."),
        new(AdminRoles.Manager, AdminRoles.Manager, "Also creates, rolls and revokes keys and changes sales channels."),
        new(AdminRoles.Owner, AdminRoles.Owner, "May do everything, and manages the team."),
    ];
}
