using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.OpenId;
using ApiKeys.Admin.Team.Change;
using ApiKeys.Operations;

namespace ApiKeys.Admin.Team.OpenId;

/// <inheritdoc cref="IOpenIdPeople"/>
internal sealed class OpenIdPeople(OperationRunner runner, TeamWorkflows workflows, TeamService team, TeamReader reader, ILogger<OpenIdPeople> logger) : IOpenIdPeople
{
    public async Task<string?> AdmitAsync(OpenIdPerson person, CancellationToken cancellationToken)
    {
        // The provider decides, so it is the actor. In the name of the person it would look like an act of theirs.
        var call = new OperationCall(new Actor(People.SingleSignOnId), TransactionId: null, cancellationToken);
        var known = await reader.FindByLoginAsync(person.Issuer, person.Subject, cancellationToken) ?? await JoinAsync(person, call);
        return known is null || (known.DeactivatedAt is null && known.Role != person.Role && !await GiveRoleAsync(known, person.Role, call)) ? null : known.Id;
    }

    private async Task<PersonDetails?> JoinAsync(OpenIdPerson person, OperationCall call)
    {
        var joined = await runner.RunAsync(workflows.JoinByOpenId, person, call, _ => Task.FromResult<IReadOnlyList<PersonDetails>>([]));
        return joined.Succeeded ? joined.Value[0] : null;
    }

    private async Task<bool> GiveRoleAsync(PersonDetails person, string role, OperationCall call)
    {
        var changed = await team.ChangeRoleAsync(new ChangeRoleRequest(person.Id, role), call);
        if (changed.Succeeded)
        {
            return true;
        }

        if (changed.Errors[0].Code != ApiKeyErrorCode.NotAllowed)
        {
            return false;
        }

        Log.LastOwnerKept(logger, person.Id, role);
        return true;
    }
}
