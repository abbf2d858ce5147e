namespace ApiKeys;

/// <summary>Reads and changes the policies of the store. Changes run as the workflow <c>update-policy</c> and are in the audit log.</summary>
public interface IApiKeyPolicies
{
    /// <summary>Reads the policies.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<StorePolicies> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>Changes one policy. From the commit on, each operation on keys obeys it.</summary>
    /// <param name="request">The policy and its new value.</param>
    /// <param name="actor">Who changes it. Whether this actor may do so is for the caller to decide.</param>
    /// <param name="transactionId">Makes the call repeatable; see <see cref="IApiKeyModuleService.CreateAsync(CreateApiKeyRequest, Actor, string?, CancellationToken)"/>.</param>
    /// <param name="cancellationToken">Cancels the call before it is committed.</param>
    /// <returns>All policies after the change, or why it was refused.</returns>
    Task<ApiKeyResult<StorePolicies>> UpdateAsync(
        UpdatePolicyRequest request, Actor actor, string? transactionId = null, CancellationToken cancellationToken = default);
}
