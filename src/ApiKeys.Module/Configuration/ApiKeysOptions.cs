namespace ApiKeys;

/// <summary>How keys look and behave.</summary>
public sealed class ApiKeysOptions
{
    /// <summary>How tokens look.</summary>
    public TokenOptions Tokens { get; } = new();

    /// <summary>How long a new secret waits to be confirmed as saved.</summary>
    public ConfirmationOptions Confirmation { get; } = new();

    /// <summary>How expiries are warned of.</summary>
    public ExpiryOptions Expiry { get; } = new();

    /// <summary>The scopes that this store's services require. The dashboard offers them when a key is created. A key may have other scopes too.</summary>
    /// <value>The default is an empty list. The user then types each scope.</value>
    public IList<KnownScope> Scopes { get; } = [];

    /// <summary>How the use of keys is noted.</summary>
    public UsageOptions Usage { get; } = new();

    /// <summary>How tokens are verified.</summary>
    public VerificationOptions Verification { get; } = new();

    /// <summary>How events are delivered to subscribers.</summary>
    public EventsOptions Events { get; } = new();

    /// <summary>
    /// Whether a host that starts creates and migrates the module's tables. Turned off where the host has no right to change tables: whoever has it migrates
    /// beforehand, with <see cref="IApiKeyDatabase.MigrateAsync"/> or by a script.
    /// </summary>
    /// <value>The default is true.</value>
    public bool MigrateAtStart { get; set; } = true;
}
