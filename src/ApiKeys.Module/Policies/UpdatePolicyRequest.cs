namespace ApiKeys;

/// <summary>A policy to change. Exactly one of the policies is given.</summary>
public sealed record UpdatePolicyRequest
{
    /// <summary>The new lifetime of secret keys.</summary>
    public KeyLifetimePolicy? SecretKeyLifetime { get; init; }

    /// <summary>The new lifetime of publishable keys.</summary>
    public KeyLifetimePolicy? PublishableKeyLifetime { get; init; }

    /// <summary>The new rule for keys that are not used any more.</summary>
    public IdleRevocationPolicy? IdleRevocation { get; init; }

    /// <summary>The new limit for the scopes that users give.</summary>
    public ScopeGrantPolicy? ScopeGrants { get; init; }

    /// <summary>The new audience of callers' addresses.</summary>
    public CallerAddressPolicy? CallerAddresses { get; init; }

    /// <summary>The new time for which counts and callers are kept.</summary>
    public UsageRetentionPolicy? UsageRetention { get; init; }

    /// <summary>The new rule for second factors.</summary>
    public SecondFactorPolicy? SecondFactor { get; init; }

    /// <summary>
    /// The <see cref="PolicyChange.Version"/> that the caller saw, or <see cref="Guid.Empty"/> for a policy that was never changed. If it is out of date, the change is
    /// refused with <see cref="ApiKeyErrorCode.Conflict"/>. When omitted, the last change wins.
    /// </summary>
    public Guid? ExpectedVersion { get; init; }

    internal IEnumerable<(PolicyKind Kind, object Value)> Given =>
        new (PolicyKind Kind, object? Value)[]
        {
            (PolicyKind.SecretKeyLifetime, SecretKeyLifetime),
            (PolicyKind.PublishableKeyLifetime, PublishableKeyLifetime),
            (PolicyKind.IdleRevocation, IdleRevocation),
            (PolicyKind.ScopeGrants, ScopeGrants),
            (PolicyKind.CallerAddresses, CallerAddresses),
            (PolicyKind.UsageRetention, UsageRetention),
            (PolicyKind.SecondFactor, SecondFactor),
        }.Where(policy => policy.Value is not null).Select(policy => (policy.Kind, policy.Value!));
}
