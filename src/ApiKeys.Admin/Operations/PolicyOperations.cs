using ApiKeys.Admin.Identity;

namespace ApiKeys.Admin.Operations;

/// <summary>What an operator can do with the policies of the store: all see them, owners set them.</summary>
internal sealed class PolicyOperations(IApiKeyPolicies policies, IIdleKeys idle, OperatorGate gate)
{
    /// <summary>Whether to offer changes at all; each is asked for again when it is done.</summary>
    public Task<bool> MayChangeAsync(CancellationToken cancellationToken = default) => gate.IsAllowedAsync(AdminPolicies.ManagePolicies, cancellationToken);

    public Task<ApiKeyResult<StorePolicies>> ReadAsync(CancellationToken cancellationToken = default) =>
        gate.ReadAsync(async () => ApiKeyResult.Ok(await policies.ReadAsync(cancellationToken)), cancellationToken);

    public Task<ApiKeyResult<StorePolicies>> UpdateAsync(
        UpdatePolicyRequest request, string? transactionId, CancellationToken cancellationToken = default) =>
        gate.OwnerChangeAsync(
            AdminPolicies.ManagePolicies,
            "set policies",
            actor => policies.UpdateAsync(request, actor, transactionId, cancellationToken),
            cancellationToken);

    /// <summary>The keys that a policy for unused keys would concern now.</summary>
    public Task<ApiKeyResult<PagedList<IdleKey>>> PreviewAsync(IdleRevocationPolicy policy, int limit, CancellationToken cancellationToken = default) =>
        gate.ReadAsync(async () => ApiKeyResult.Ok(await idle.PreviewAsync(policy, limit, cancellationToken)), cancellationToken);
}
