using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Members;
using ApiKeys.Admin.Identity.Setup;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Settings;
using ApiKeys.Admin.Team.Change;
using ApiKeys.Admin.Team.Invite;
using ApiKeys.Admin.Team.Password;
using ApiKeys.Operations;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Team;

/// <summary>The way back in for a person at the server's console. What it does is in the audit log, by "console".</summary>
/// <remarks>A link is printed to the console and not logged: logs are shipped and kept.</remarks>
internal sealed class TeamCommands(TeamReader reader, TeamService team, ConsoleLine console, IOptions<AccountOptions> account)
{
    public Task RunAsync(string word, string email, CancellationToken cancellationToken)
    {
        var call = new OperationCall(new Actor(People.ConsoleId), TransactionId: null, cancellationToken);
        return word switch
        {
            "add-owner" => AddOwnerAsync(email, call),
            "reset-password" => ResetPasswordAsync(email, call),
            _ => DisableTwoFactorAsync(email, call),
        };
    }

    private async Task AddOwnerAsync(string email, OperationCall call)
    {
        if (await reader.FindByEmailAsync(email, call.CancellationToken) is { } person)
        {
            Require(await team.ChangeRoleAsync(new ChangeRoleRequest(person.Id, AdminRoles.Owner), call));
            Require(await team.ReactivateAsync(person.Id, call));
            console($"{person.Email} is an owner now, and active. For a new password run reset-password {person.Email}.");
            return;
        }

        var created = Require(await team.InviteAsync(new InviteRequest(email, AdminRoles.Owner, InviteRequest.DefaultLifetime), call));
        console($"{created.Invitation.Email} joins as an owner with this link, once, within 3 days:");
        console(Link(OneTimeLink.Invitation, created.Secret!));
    }

    private async Task ResetPasswordAsync(string email, OperationCall call)
    {
        var created = Require(await team.IssuePasswordLinkAsync(
            new IssuePasswordLinkRequest((await FindAsync(email, call)).Id, IssuePasswordLinkRequest.ConsoleLifetime), call));
        console($"{created.Person.Email} sets a new password with this link, once, within 24 hours:");
        console(Link(OneTimeLink.Password, created.Secret!));
        if (created.Person.DeactivatedAt is not null)
        {
            console("This person is deactivated and can't sign in until an owner reactivates them.");
        }
    }

    private async Task DisableTwoFactorAsync(string email, OperationCall call)
    {
        var person = Require(await team.DisableTwoFactorAsync((await FindAsync(email, call)).Id, call));
        console($"{person.Email} signs in without a second factor now, and all their sessions have ended.");
    }

    private async Task<PersonDetails> FindAsync(string email, OperationCall call) =>
        await reader.FindByEmailAsync(email, call.CancellationToken)
        ?? throw new StartProblemException($"No one has the e-mail address '{email}'. Nothing was changed.");

    private string Link(string page, LinkSecret secret) => OneTimeLink.Href(account.Value.PublicAddress ?? "https://YOUR-ADDRESS", page, secret);

    private static T Require<T>(ApiKeyResult<T> result)
        where T : class => result.Value ?? throw new StartProblemException(result.Errors[0].Message);
}
