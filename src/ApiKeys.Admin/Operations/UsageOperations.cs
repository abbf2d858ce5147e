using ApiKeys.Admin.Identity;

namespace ApiKeys.Admin.Operations;

/// <summary>What an operator can learn of the use of keys; the same border as <see cref="KeyOperations"/>.</summary>
internal sealed class UsageOperations(IApiKeyUsage usage, IApiKeyPolicies policies, OperatorGate gate)
{
    /// <summary>How keys are used, by their ids.</summary>
    public Task<ApiKeyResult<IReadOnlyDictionary<string, KeyUsage>>> ReadAsync(
        IReadOnlyList<string> keyIds, CancellationToken cancellationToken = default) =>
        gate.ReadAsync(
            async () =>
            {
                var read = await usage.ReadAsync(keyIds, cancellationToken);
                return ApiKeyResult.Ok(await MaySeeCallersAsync(cancellationToken)
                    ? read
                    : read.ToDictionary(pair => pair.Key, pair => HiddenCallers.In(pair.Value), StringComparer.Ordinal));
            },
            cancellationToken);

    /// <summary>The requests of all keys in the last 24 hours, hour by hour.</summary>
    public Task<ApiKeyResult<IReadOnlyList<UsagePeriod>>> ReadStoreAsync(CancellationToken cancellationToken = default) =>
        gate.ReadAsync(async () => ApiKeyResult.Ok(await usage.ReadStoreAsync(cancellationToken)), cancellationToken);

    /// <summary>Whether keys could be ended without harm, by their ids.</summary>
    public Task<ApiKeyResult<IReadOnlyDictionary<string, UseVerdict>>> GetVerdictsAsync(
        IReadOnlyList<string> keyIds, CancellationToken cancellationToken = default) =>
        gate.ReadAsync(
            async () =>
            {
                var verdicts = await usage.GetVerdictsAsync(keyIds, cancellationToken);
                return ApiKeyResult.Ok(await MaySeeCallersAsync(cancellationToken)
                    ? verdicts
                    : verdicts.ToDictionary(pair => pair.Key, pair => HiddenCallers.In(pair.Value), StringComparer.Ordinal));
            },
            cancellationToken);

    /// <summary>How often keys were used on each of the last days, by their ids.</summary>
    public Task<ApiKeyResult<IReadOnlyDictionary<string, IReadOnlyList<UsagePeriod>>>> ReadDaysAsync(
        IReadOnlyList<string> keyIds, int days, CancellationToken cancellationToken = default) =>
        gate.ReadAsync(async () => ApiKeyResult.Ok(await usage.ReadDaysAsync(keyIds, days, cancellationToken)), cancellationToken);

    /// <summary>Ended keys that someone still presents, the latest first.</summary>
    public Task<ApiKeyResult<IReadOnlyList<EndedKeyUse>>> ListEndedKeysInUseAsync(
        DateTimeOffset since, int limit, CancellationToken cancellationToken = default) =>
        gate.ReadAsync(
            async () =>
            {
                var uses = await usage.ListEndedKeysInUseAsync(since, limit, cancellationToken);
                return ApiKeyResult.Ok(await MaySeeCallersAsync(cancellationToken) ? uses : [.. uses.Select(HiddenCallers.In)]);
            },
            cancellationToken);

    private async Task<bool> MaySeeCallersAsync(CancellationToken cancellationToken) =>
        (await policies.ReadAsync(cancellationToken)).CallerAddresses.VisibleTo switch
        {
            UserGroup.Owners => await gate.IsAllowedAsync(AdminPolicies.ManagePolicies, cancellationToken),
            UserGroup.Managers => await gate.IsAllowedAsync(AdminPolicies.ManageKeys, cancellationToken),
            _ => true,
        };
}
