namespace ApiKeys;

/// <summary>The rules that the owners of a store have set for its keys. They hold for the dashboard, the HTTP API and the library alike.</summary>
public sealed record StorePolicies
{
    /// <summary>How long secret keys may work.</summary>
    /// <value>The default sets no limit.</value>
    public KeyLifetimePolicy SecretKeyLifetime { get; init; } = new();

    /// <summary>How long publishable keys may work.</summary>
    /// <value>The default sets no limit.</value>
    public KeyLifetimePolicy PublishableKeyLifetime { get; init; } = new();

    /// <summary>Whether keys that are not used any more are revoked.</summary>
    /// <value>The default is that they are not.</value>
    public IdleRevocationPolicy IdleRevocation { get; init; } = new();

    /// <summary>Which scopes the users of the dashboard who aren't owners may give.</summary>
    /// <value>The default is any scope.</value>
    public ScopeGrantPolicy ScopeGrants { get; init; } = new();

    /// <summary>Which users of the dashboard see the addresses of callers.</summary>
    /// <value>The default is all users.</value>
    public CallerAddressPolicy CallerAddresses { get; init; } = new();

    /// <summary>How long counts and callers are kept.</summary>
    /// <value>The default is the configured time, <see cref="UsageOptions.Retention"/>.</value>
    public UsageRetentionPolicy UsageRetention { get; init; } = new();

    /// <summary>Which users of the dashboard need a second factor.</summary>
    /// <value>The default is those whom the server's configuration names.</value>
    public SecondFactorPolicy SecondFactor { get; init; } = new();

    /// <summary>When and by whom each policy was changed last. Policies that were never changed are missing.</summary>
    public IReadOnlyDictionary<PolicyKind, PolicyChange> Changes { get; init; } = new Dictionary<PolicyKind, PolicyChange>();

    /// <summary>The policy that limits the lifetime of keys of a type.</summary>
    /// <param name="type">The type.</param>
    public KeyLifetimePolicy LifetimeOf(ApiKeyType type) => type == ApiKeyType.Secret ? SecretKeyLifetime : PublishableKeyLifetime;

    /// <summary>Which policy limits the lifetime of keys of a type.</summary>
    /// <param name="type">The type.</param>
    public static PolicyKind LifetimeKindOf(ApiKeyType type) =>
        type == ApiKeyType.Secret ? PolicyKind.SecretKeyLifetime : PolicyKind.PublishableKeyLifetime;
}
