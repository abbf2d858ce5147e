using ApiKeys.Admin.Identity.OpenId;
using ApiKeys.Admin.Identity.OwnChanges;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Team.Mails;
using ApiKeys.Admin.Team.OpenId;
using ApiKeys.Admin.Team.Own;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Team;

internal static class TeamServices
{
    /// <summary>The workflows that change people and invitations.</summary>
    public static IServiceCollection AddTeam(this IServiceCollection services) => services
        .AddSingleton<TeamStore>()
        .AddSingleton<TeamWorkflows>()
        .AddSingleton<TeamReader>()
        .AddSingleton<TeamService>()
        .AddSingleton<TeamCommands>()
        .AddSingleton<IOwnChanges, OwnChanges>()
        .AddSingleton<IOpenIdPeople, OpenIdPeople>()
        .AddWorkflows<TeamWorkflows>(workflows => workflows.All)
        .AddAfterCommitStage<RefreshOpenPages>();

    /// <summary>The mails to people: invitations and password links.</summary>
    public static void AddTeamMails(this IServiceCollection services)
    {
        services.AddSingleton<TeamMails>();
        services.AddSingleton<ForgottenPasswords>();
        services.AddHostedService(provider => provider.GetRequiredService<ForgottenPasswords>());
        services.AddSingleton<IValidateOptions<AccountOptions>, MailedLinksValidator>();
    }
}
