using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.Components.Authorization;

namespace ApiKeys.Admin.Operations;

/// <summary>
/// Lets an operation through when the database says, now, that the signed-in person may do it. A secret key that calls was verified for this very call, and its
/// scopes were held against the route: it may, under its own id.
/// </summary>
internal sealed class OperatorGate(
    OperatorAccess access, ApiCaller caller, AuthenticationStateProvider authentication, RecentProof proof, IProofPrompt prompt)
{
    /// <summary>The refusal of an act that needs a recent proof of who the person is.</summary>
    public static ApiKeyError ProofRequiredError { get; } = new(
        ApiKeyErrorCode.Forbidden, "Your last sign-in is too long ago for this. Nothing was changed. Confirm that it's you, or sign in again.");

    /// <summary>The refusal of everything to someone who is no one any more; a role can't mend it, signing in can.</summary>
    public static ApiKeyError SignedOutError { get; } = new(ApiKeyErrorCode.Forbidden, new OperatorAccessResult.SignedOut().Message);

    /// <summary>Whether to offer acts at all. What is offered is asked again when it is done.</summary>
    public async Task<bool> MayChangeAsync(CancellationToken cancellationToken = default) =>
        caller.Key is not null || await access.AuthorizeAsync(AdminPolicies.ManageKeys, cancellationToken) is OperatorAccessResult.Allowed;

    public async Task<ApiKeyResult<T>> ReadAsync<T>(Func<Task<ApiKeyResult<T>>> read, CancellationToken cancellationToken)
        where T : class =>
        caller.Key is not null ? await read() : await access.AuthorizeAsync(AdminPolicies.ViewKeys, cancellationToken) switch
        {
            OperatorAccessResult.Allowed => await read(),
            OperatorAccessResult.Forbidden forbidden => Refuse<T>(forbidden.Message),
            _ => SignedOut<T>(),
        };

    /// <summary>Runs a change under the person's own id. A refusal names the act: "Only an owner or manager can revoke keys."</summary>
    public async Task<ApiKeyResult<T>> ChangeAsync<T>(
        string act, Func<Actor, Task<ApiKeyResult<T>>> change, CancellationToken cancellationToken)
        where T : class =>
        caller.Key is { } key ? await change(new Actor(key.Id)) : await access.AuthorizeAsync(AdminPolicies.ManageKeys, cancellationToken) switch
        {
            OperatorAccessResult.Allowed allowed => await change(new Actor(allowed.Operator.Id)),
            OperatorAccessResult.Forbidden => Refuse<T>($"Only an owner or manager can {act}. Ask an owner to change your role."),
            _ => SignedOut<T>(),
        };

    /// <summary>Finds what hides from the caller of some events what only owners see: see <see cref="HiddenPeople"/>. No key is an owner.</summary>
    public async Task<Func<ApiKeyEventDetails, ApiKeyEventDetails>> HidePeopleAsync(
        IEnumerable<ApiKeyEventDetails> changes, CancellationToken cancellationToken = default)
    {
        if (!changes.Any(HiddenPeople.IsAboutPeople) || await IsAllowedAsync(AdminPolicies.ManageTeam, cancellationToken))
        {
            return change => change;
        }

        var viewer = caller.Key is null ? await access.AuthorizeAsync(AdminPolicies.ViewKeys, cancellationToken) : null;
        return change => HiddenPeople.In(change, (viewer as OperatorAccessResult.Allowed)?.Operator.Id);
    }

    /// <summary>Prefixes of the ids of subjects whose audit events the caller can't search; null for none.</summary>
    public async Task<IReadOnlyList<string>?> UnsearchableIdPrefixesAsync(CancellationToken cancellationToken = default) =>
        await IsAllowedAsync(AdminPolicies.ManageTeam, cancellationToken) ? null : HiddenPeople.UnsearchableIdPrefixes;

    /// <summary>Whether a policy of <see cref="AdminPolicies"/> lets the user act. Never for a key.</summary>
    public async Task<bool> IsAllowedAsync(string policy, CancellationToken cancellationToken = default) =>
        caller.Key is null && await access.AuthorizeAsync(policy, cancellationToken) is OperatorAccessResult.Allowed;

    /// <summary>
    /// Runs a change that only an owner makes, who has shown lately who they are, and no key: a key could lift the limits that it is held to.
    /// </summary>
    public async Task<ApiKeyResult<T>> OwnerChangeAsync<T>(
        string policy, string act, Func<Actor, Task<ApiKeyResult<T>>> change, CancellationToken cancellationToken)
        where T : class =>
        caller.Key is not null ? Refuse<T>($"An API key can't {act}. An owner can.") : await access.AuthorizeAsync(policy, cancellationToken) switch
        {
            OperatorAccessResult.Allowed when !await IsProvenAsync(act, cancellationToken) => ApiKeyResult.Refused<T>(ProofRequiredError),
            OperatorAccessResult.Allowed allowed => await change(new Actor(allowed.Operator.Id)),
            OperatorAccessResult.Forbidden => Refuse<T>($"Only an owner can {act}."),
            _ => SignedOut<T>(),
        };

    /// <summary>Runs a change like <see cref="ChangeAsync"/>, for which the person must have shown lately who they are. At an open page they are asked.</summary>
    public Task<ApiKeyResult<T>> ChangeProvenAsync<T>(string act, Func<Actor, Task<ApiKeyResult<T>>> change, CancellationToken cancellationToken)
        where T : class => ChangeAsync(
        act,
        async actor => await IsProvenAsync(act, cancellationToken)
            ? caller.Key is null && caller.Principal is null
                ? await ChangeAsync(act, change, cancellationToken)
                : await change(actor)
            : ApiKeyResult.Refused<T>(ProofRequiredError),
        cancellationToken);

    /// <summary>Whether the person has shown lately who they are. At an open page they are asked.</summary>
    internal async Task<bool> IsProvenAsync(string act, CancellationToken cancellationToken)
    {
        if (caller.Key is not null)
        {
            return true;
        }

        var person = caller.Principal ?? (await authentication.GetAuthenticationStateAsync()).User;
        return await proof.HoldsAsync(person, cancellationToken)
            || (caller.Principal is null && await prompt.AskAsync(act) && await proof.HoldsAsync(person, cancellationToken));
    }

    private static ApiKeyResult<T> SignedOut<T>()
        where T : class => ApiKeyResult.Refused<T>(SignedOutError);

    private static ApiKeyResult<T> Refuse<T>(string message)
        where T : class => ApiKeyResult.Refused<T>(new ApiKeyError(ApiKeyErrorCode.Forbidden, message));
}
