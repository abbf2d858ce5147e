using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace ApiKeys.Admin.Endpoints.Policies;

[Description("Exactly one policy, whole: members that are left out have their default.")]
internal sealed record UpdatePolicyBody
{
    [DisallowNull]
    public LifetimeJson? SecretKeyLifetime { get; init; }

    [DisallowNull]
    public LifetimeJson? PublishableKeyLifetime { get; init; }

    [DisallowNull]
    public IdleRevocationJson? IdleRevocation { get; init; }

    [DisallowNull]
    public ScopeGrantsJson? ScopeGrants { get; init; }

    [DisallowNull]
    public CallerAddressesJson? CallerAddresses { get; init; }

    [DisallowNull]
    public UsageRetentionJson? UsageRetention { get; init; }

    [DisallowNull]
    public SecondFactorJson? SecondFactor { get; init; }

    public UpdatePolicyRequest ToRequest() => new()
    {
        SecretKeyLifetime = SecretKeyLifetime?.ToPolicy(),
        PublishableKeyLifetime = PublishableKeyLifetime?.ToPolicy(),
        IdleRevocation = IdleRevocation is { } idle ? new() { AfterDays = idle.AfterDays, NoticeDays = idle.NoticeDays } : null,
        ScopeGrants = ScopeGrants is { } grants ? new() { Scopes = grants.Scopes } : null,
        CallerAddresses = CallerAddresses is { } addresses ? new() { VisibleTo = addresses.VisibleTo } : null,
        UsageRetention = UsageRetention is { } retention ? new() { Days = retention.Days } : null,
        SecondFactor = SecondFactor is { } factor ? new() { RequiredOf = factor.RequiredOf, GraceDays = factor.GraceDays } : null,
    };
}
