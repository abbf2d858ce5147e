using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Members;
using ApiKeys.Admin.Team;
using ApiKeys.Admin.Team.Change;
using ApiKeys.Admin.Team.Invite;
using ApiKeys.Admin.Team.Mails;
using ApiKeys.Operations;

namespace ApiKeys.Admin.Operations;

/// <summary>What an owner can do with people and invitations; the same border as <see cref="KeyOperations"/>. API keys can't do any of it.</summary>
internal sealed class TeamOperations(TeamReader reader, TeamService team, TeamMails mails, OperatorAccess access, OperatorGate gate)
{
    public Task<ApiKeyResult<PagedList<PersonDetails>>> ListAsync(ListPeopleQuery query, CancellationToken cancellationToken = default) =>
        RunAsync(async _ => ApiKeyResult.Ok(await reader.ListAsync(query, cancellationToken)), cancellationToken);

    public Task<ApiKeyResult<PersonDetails>> RetrieveAsync(string id, CancellationToken cancellationToken = default) => RunAsync(
        async _ => await reader.PersonAsync(id, cancellationToken) is [var person]
            ? ApiKeyResult.Ok(person)
            : ApiKeyResult.Refused<PersonDetails>(TeamErrors.NoPerson(id)),
        cancellationToken);

    public Task<ApiKeyResult<IReadOnlyList<InvitationDetails>>> OpenInvitationsAsync(CancellationToken cancellationToken = default) =>
        RunAsync(async _ => ApiKeyResult.Ok(await reader.OpenInvitationsAsync(cancellationToken)), cancellationToken);

    public Task<ApiKeyResult<CreatedInvitation>> InviteAsync(
        InviteRequest request, string? transactionId, CancellationToken cancellationToken = default) =>
        ChangeAsync(actor => team.InviteAsync(request, new OperationCall(actor, transactionId, cancellationToken)), cancellationToken);

    /// <summary>Whether invitations are mailed.</summary>
    public bool MailsInvitations => mails.IsOn;

    /// <summary>Mails a new invitation to the person. The link works whether or not it arrives.</summary>
    /// <returns>Null when the mail server has accepted it; otherwise why not, in a sentence for owners.</returns>
    public async Task<string?> MailInvitationAsync(CreatedInvitation created, LinkSecret secret, CancellationToken cancellationToken = default) =>
        await access.AuthorizeAsync(AdminPolicies.ManageTeam, cancellationToken) is OperatorAccessResult.Allowed
            ? await mails.SendInvitationAsync(created.Invitation, secret, cancellationToken)
            : "Your role doesn't allow it any more.";

    public Task<ApiKeyResult<InvitationDetails>> RevokeInvitationAsync(
        string id, string? transactionId, CancellationToken cancellationToken = default) =>
        ChangeAsync(actor => team.RevokeInvitationAsync(id, new OperationCall(actor, transactionId, cancellationToken)), cancellationToken);

    public Task<ApiKeyResult<PersonDetails>> ChangeRoleAsync(
        ChangeRoleRequest request, string? transactionId, CancellationToken cancellationToken = default) =>
        ChangeAsync(actor => team.ChangeRoleAsync(request, new OperationCall(actor, transactionId, cancellationToken)), cancellationToken);

    public Task<ApiKeyResult<DeactivatedPerson>> DeactivateAsync(
        DeactivateRequest request, string? transactionId, CancellationToken cancellationToken = default) =>
        ChangeAsync(actor => team.DeactivateAsync(request, new OperationCall(actor, transactionId, cancellationToken)), cancellationToken);

    public Task<ApiKeyResult<PersonDetails>> ReactivateAsync(string id, string? transactionId, CancellationToken cancellationToken = default) =>
        ChangeAsync(actor => team.ReactivateAsync(id, new OperationCall(actor, transactionId, cancellationToken)), cancellationToken);

    public Task<ApiKeyResult<PersonDetails>> DeleteAsync(
        DeletePersonRequest request, string? transactionId, CancellationToken cancellationToken = default) =>
        ChangeAsync(actor => team.DeleteAsync(request, new OperationCall(actor, transactionId, cancellationToken)), cancellationToken);

    // Who it is must have been shown lately, and whether they may is asked once more after that.
    private Task<ApiKeyResult<T>> ChangeAsync<T>(Func<Actor, Task<ApiKeyResult<T>>> run, CancellationToken cancellationToken)
        where T : class => RunAsync(
            async _ => await gate.IsProvenAsync("change the team", cancellationToken)
                ? await RunAsync(run, cancellationToken)
                : ApiKeyResult.Refused<T>(OperatorGate.ProofRequiredError),
            cancellationToken);

    private async Task<ApiKeyResult<T>> RunAsync<T>(Func<Actor, Task<ApiKeyResult<T>>> run, CancellationToken cancellationToken)
        where T : class => await access.AuthorizeAsync(AdminPolicies.ManageTeam, cancellationToken) switch
        {
            OperatorAccessResult.Allowed allowed => await run(new Actor(allowed.Operator.Id)),
            OperatorAccessResult.Forbidden forbidden => ApiKeyResult.Refused<T>(new ApiKeyError(ApiKeyErrorCode.Forbidden, forbidden.Message)),
            _ => ApiKeyResult.Refused<T>(OperatorGate.SignedOutError),
        };
}
