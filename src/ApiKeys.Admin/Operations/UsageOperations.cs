namespace ApiKeys.Admin.Operations;

/// <summary>What an operator can learn of the use of keys; the same border as <see cref="KeyOperations"/>.</summary>
internal sealed class UsageOperations(IApiKeyUsage usage, OperatorGate gate)
{
    /// <summary>How keys are used, by their ids.</summary>
    public Task<ApiKeyResult<IReadOnlyDictionary<string, KeyUsage>>> ReadAsync(
        IReadOnlyList<string> keyIds, CancellationToken cancellationToken = default) =>
        gate.ReadAsync(async () => ApiKeyResult.Ok(await usage.ReadAsync(keyIds, cancellationToken)), cancellationToken);

    /// <summary>Whether keys could be ended without harm, by their ids.</summary>
    public Task<ApiKeyResult<IReadOnlyDictionary<string, UseVerdict>>> GetVerdictsAsync(
        IReadOnlyList<string> keyIds, CancellationToken cancellationToken = default) =>
        gate.ReadAsync(async () => ApiKeyResult.Ok(await usage.GetVerdictsAsync(keyIds, cancellationToken)), cancellationToken);

    /// <summary>Ended keys that someone still presents, the latest first.</summary>
    public Task<ApiKeyResult<IReadOnlyList<EndedKeyUse>>> ListEndedKeysInUseAsync(
        DateTimeOffset since, int limit, CancellationToken cancellationToken = default) =>
        gate.ReadAsync(async () => ApiKeyResult.Ok(await usage.ListEndedKeysInUseAsync(since, limit, cancellationToken)), cancellationToken);
}
