namespace ApiKeys;

/// <summary>A key to make.</summary>
public sealed record CreateApiKeyRequest
{
    /// <summary>What the key is for.</summary>
    public required ApiKeyType Type { get; init; }

    /// <summary>A name for people, 1 to 200 characters once trimmed, without control characters. Need not be unique.</summary>
    public required string Title { get; init; }

    /// <summary>What it is used for, up to 1,000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>What it may do: <c>resource:action</c> names or <c>*</c>.</summary>
    /// <value>The default is none: a key without scopes may do nothing that asks for one.</value>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Sales channels to link a publishable key to, disabled ones too.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> SalesChannelIds { get; init; } = [];

    /// <summary>
    /// When it stops authenticating by itself. Must lie in the future, and within the <see cref="KeyLifetimePolicy"/> of its type. <see langword="null"/> for what that
    /// policy says, which is never unless an owner has set it.
    /// </summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether the key has no expiry, whatever new keys have by default. Refused if a policy sets a longest lifetime.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool NeverExpires { get; init; }

    /// <summary>Who answers for it, by the id that the host gives people, at most <see cref="Actor.MaxLength"/> characters.</summary>
    /// <value>The default is <see langword="null"/>: the store itself.</value>
    public string? OwnedBy { get; init; }

    /// <summary>
    /// Whether the key stays Pending until <see cref="IApiKeyModuleService.ActivateAsync(string, Actor, Guid?, string?, CancellationToken)"/> confirms that its secret is saved.
    /// </summary>
    /// <value>The default is <see langword="false"/>: the answer is the delivery, the key is Active at once.</value>
    public bool AwaitConfirmation { get; init; }
}
