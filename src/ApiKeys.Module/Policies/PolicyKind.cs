namespace ApiKeys;

/// <summary>The policies of a store.</summary>
public enum PolicyKind
{
    /// <summary><see cref="StorePolicies.SecretKeyLifetime"/>.</summary>
    SecretKeyLifetime = 1,

    /// <summary><see cref="StorePolicies.PublishableKeyLifetime"/>.</summary>
    PublishableKeyLifetime,

    /// <summary><see cref="StorePolicies.IdleRevocation"/>.</summary>
    IdleRevocation,

    /// <summary><see cref="StorePolicies.ScopeGrants"/>.</summary>
    ScopeGrants,

    /// <summary><see cref="StorePolicies.CallerAddresses"/>.</summary>
    CallerAddresses,

    /// <summary><see cref="StorePolicies.UsageRetention"/>.</summary>
    UsageRetention,

    /// <summary><see cref="StorePolicies.SecondFactor"/>.</summary>
    SecondFactor,
}
