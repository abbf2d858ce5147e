using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Policies;

internal static class PolicyReader
{
    public static async Task<StorePolicies> ReadPoliciesAsync(this DbContext database, CancellationToken cancellationToken) =>
        Of(await database.Set<PolicyRecord>().AsNoTracking().ToListAsync(cancellationToken));

    public static StorePolicies Of(IReadOnlyList<PolicyRecord> rows) => rows.Aggregate(
        new StorePolicies { Changes = rows.ToDictionary(row => row.Kind, row => new PolicyChange(row.UpdatedAt, row.ChangedBy, row.Version)) }, With);

    public static object ValueOf(this StorePolicies policies, PolicyKind kind) => kind switch
    {
        PolicyKind.SecretKeyLifetime => policies.SecretKeyLifetime,
        PolicyKind.PublishableKeyLifetime => policies.PublishableKeyLifetime,
        PolicyKind.IdleRevocation => policies.IdleRevocation,
        PolicyKind.ScopeGrants => policies.ScopeGrants,
        PolicyKind.CallerAddresses => policies.CallerAddresses,
        PolicyKind.UsageRetention => policies.UsageRetention,
        _ => policies.SecondFactor,
    };

    private static StorePolicies With(StorePolicies policies, PolicyRecord row) => row.Kind switch
    {
        PolicyKind.SecretKeyLifetime => policies with { SecretKeyLifetime = PolicyJson.Read<KeyLifetimePolicy>(row.Value) },
        PolicyKind.PublishableKeyLifetime => policies with { PublishableKeyLifetime = PolicyJson.Read<KeyLifetimePolicy>(row.Value) },
        PolicyKind.IdleRevocation => policies with { IdleRevocation = PolicyJson.Read<IdleRevocationPolicy>(row.Value) },
        PolicyKind.ScopeGrants => policies with { ScopeGrants = PolicyJson.Read<ScopeGrantPolicy>(row.Value) },
        PolicyKind.CallerAddresses => policies with { CallerAddresses = PolicyJson.Read<CallerAddressPolicy>(row.Value) },
        PolicyKind.UsageRetention => policies with { UsageRetention = PolicyJson.Read<UsageRetentionPolicy>(row.Value) },
        _ => policies with { SecondFactor = PolicyJson.Read<SecondFactorPolicy>(row.Value) },
    };
}
