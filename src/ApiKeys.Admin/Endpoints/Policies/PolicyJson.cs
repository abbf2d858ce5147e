using System.ComponentModel;

namespace ApiKeys.Admin.Endpoints.Policies;

internal sealed record PoliciesAnswer(PoliciesJson Policies);

[Description("The policies of the store. A member that is `null` sets no limit.")]
internal sealed record PoliciesJson(
    LifetimeJson SecretKeyLifetime,
    LifetimeJson PublishableKeyLifetime,
    IdleRevocationJson IdleRevocation,
    ScopeGrantsJson ScopeGrants,
    CallerAddressesJson CallerAddresses,
    UsageRetentionJson UsageRetention,
    SecondFactorJson SecondFactor,
    [property: Description("Who changed each policy last, and when. Policies that were never changed are missing.")]
    IReadOnlyDictionary<string, PolicyChangeJson> Changes)
{
    public static PoliciesJson Of(StorePolicies policies) => new(
        LifetimeJson.Of(policies.SecretKeyLifetime),
        LifetimeJson.Of(policies.PublishableKeyLifetime),
        new() { AfterDays = policies.IdleRevocation.AfterDays, NoticeDays = policies.IdleRevocation.NoticeDays },
        new() { Scopes = policies.ScopeGrants.Scopes },
        new() { VisibleTo = policies.CallerAddresses.VisibleTo },
        new() { Days = policies.UsageRetention.Days },
        new() { RequiredOf = policies.SecondFactor.RequiredOf, GraceDays = policies.SecondFactor.GraceDays },
        policies.Changes.ToDictionary(
            change => ApiJson.Name(change.Key.ToString()), change => new PolicyChangeJson(change.Value.At, change.Value.By), StringComparer.Ordinal));
}

internal sealed record PolicyChangeJson(DateTimeOffset At, [property: Description("The id of the user.")] string By);
