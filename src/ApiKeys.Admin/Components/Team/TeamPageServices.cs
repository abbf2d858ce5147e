namespace ApiKeys.Admin.Components.Team;

internal static class TeamPageServices
{
    /// <summary>What the team page and its dialogs need besides the operations.</summary>
    public static IServiceCollection AddTeamPages(this IServiceCollection services) => services.AddScoped<TeamDialogs>();
}
