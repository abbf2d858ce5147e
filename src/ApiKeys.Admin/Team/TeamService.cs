using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Members;
using ApiKeys.Admin.Team.Change;
using ApiKeys.Admin.Team.Invite;
using ApiKeys.Admin.Team.Password;
using ApiKeys.Operations;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Team;

/// <summary>Changes the team. Who may do so is the caller's question; the rules about owners are checked with each change.</summary>
internal sealed class TeamService(
    OperationRunner runner,
    TeamWorkflows workflows,
    TeamReader reader,
    IDbContextFactory<AdminDbContext> contexts,
    IOptions<PasswordHasherOptions> hashing,
    TimeProvider timeProvider)
{
    public async Task<ApiKeyResult<CreatedInvitation>> InviteAsync(InviteRequest request, OperationCall call) => Single(await runner.RunAsync(
        workflows.Invite,
        request,
        call,
        async _ => [.. (await reader.InvitationsOfAsync(request.Email, call.CancellationToken)).Select(row => new CreatedInvitation(row, null))]));

    public async Task<ApiKeyResult<InvitationDetails>> RevokeInvitationAsync(string id, OperationCall call) =>
        Single(await runner.RunAsync(workflows.RevokeInvitation, id, call, _ => reader.InvitationAsync(id, call.CancellationToken)));

    public Task<ApiKeyResult<PersonDetails>> ChangeRoleAsync(ChangeRoleRequest request, OperationCall call) =>
        ChangeAsync(workflows.ChangeRole, request, request.UserId, call);

    public async Task<ApiKeyResult<DeactivatedPerson>> DeactivateAsync(DeactivateRequest request, OperationCall call) => Single(await runner.RunAsync(
        workflows.Deactivate,
        request,
        call,
        async _ => [.. (await reader.PersonAsync(request.UserId, call.CancellationToken)).Select(person => new DeactivatedPerson(person, []))]));

    public Task<ApiKeyResult<PersonDetails>> ReactivateAsync(string userId, OperationCall call) =>
        ChangeAsync(workflows.Reactivate, userId, userId, call);

    public Task<ApiKeyResult<PersonDetails>> RenameAsync(string userId, string name, OperationCall call) =>
        ChangeAsync(workflows.Rename, new RenameRequest(userId, name), userId, call);

    public Task<ApiKeyResult<PersonDetails>> DeleteAsync(DeletePersonRequest request, OperationCall call) =>
        ChangeAsync(workflows.Delete, request, request.UserId, call);

    public Task<ApiKeyResult<PersonDetails>> DisableTwoFactorAsync(string userId, OperationCall call) =>
        ChangeAsync(workflows.RemoveSecondFactor, userId, userId, call);

    public async Task<ApiKeyResult<CreatedPasswordLink>> IssuePasswordLinkAsync(IssuePasswordLinkRequest request, OperationCall call) => Single(await runner.RunAsync(
        workflows.IssuePasswordLink,
        request,
        call,
        async _ => [.. (await reader.PersonAsync(request.UserId, call.CancellationToken)).Select(person => new CreatedPasswordLink(person, null, default))]));

    /// <summary>Deletes the password links that have ended unused.</summary>
    public async Task DeleteExpiredPasswordLinksAsync(CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.PasswordLinks.Where(row => row.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Makes a user for the person who has the link. The password was checked against the rules.</summary>
    public Task<ApiKeyResult<PersonDetails>> AcceptAsync(LinkSecret secret, string name, string? password, CancellationToken cancellationToken)
    {
        var userId = Ids.New(Ids.UserPrefix, timeProvider);
        var request = new AcceptInvitationRequest(userId, name) { Digest = secret.Digest, PasswordHash = password is null ? null : Hash(password) };
        return ChangeAsync(workflows.AcceptInvitation, request, userId, new OperationCall(new Actor(userId), null, cancellationToken));
    }

    /// <summary>Sets a password by a link. The password was checked against the rules.</summary>
    public Task<ApiKeyResult<PersonDetails>> ResetPasswordAsync(PasswordLinkDetails link, string password, CancellationToken cancellationToken) =>
        ChangeAsync(
            workflows.ResetPassword,
            new ResetPasswordRequest(link.UserId) { Digest = link.Secret.Digest, PasswordHash = Hash(password) },
            link.UserId,
            new OperationCall(new Actor(link.UserId), null, cancellationToken));

    private static ApiKeyResult<T> Single<T>(ApiKeyResult<IReadOnlyList<T>> result)
        where T : class =>
        result.Succeeded && result.Value is [var only, ..] ? ApiKeyResult.Ok(only)
        : result.Succeeded ? ApiKeyResult.Refused<T>(new ApiKeyError(ApiKeyErrorCode.NotFound, "It was changed before, and has been deleted since."))
        : ApiKeyResult.Refused<T>(result.Errors);

    private async Task<ApiKeyResult<PersonDetails>> ChangeAsync<TInput>(
        Workflow<TInput, IReadOnlyList<PersonDetails>> workflow, TInput input, string userId, OperationCall call) =>
        Single(await runner.RunAsync(workflow, input, call, _ => reader.PersonAsync(userId, call.CancellationToken)));

    // Before the transaction, in which everyone would wait for it. Identity's hasher looks at no user.
    private string Hash(string password) => new PasswordHasher<AdminUser>(hashing).HashPassword(null!, password);
}
