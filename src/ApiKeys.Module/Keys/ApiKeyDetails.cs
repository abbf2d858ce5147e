namespace ApiKeys;

/// <summary>A key as it is read: every fact but the secret, which no one can read.</summary>
public sealed record ApiKeyDetails
{
    /// <summary>The key's id, <c>apk_</c> and a ULID.</summary>
    public required string Id { get; init; }

    /// <summary>What the key is for.</summary>
    public required ApiKeyType Type { get; init; }

    /// <summary>The name people gave it, 1 to 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>What it is used for, in people's words; empty when nothing was said.</summary>
    public required string Description { get; init; }

    /// <summary>The token's recognisable outline: prefix, first four and last four characters of the body.</summary>
    public required string Redacted { get; init; }

    /// <summary>The whole token of a publishable key; <see langword="null"/> for a secret key.</summary>
    public required string? PublicToken { get; init; }

    /// <summary>What the key may do, as <c>resource:action</c> names or <c>*</c>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The state at the moment of reading.</summary>
    public required ApiKeyStatus Status { get; init; }

    /// <summary>When the key began to authenticate; <see langword="null"/> while it is Pending.</summary>
    public required DateTimeOffset? ActivatedAt { get; init; }

    /// <summary>When it stops authenticating by itself; <see langword="null"/> for never.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When its revocation takes effect: past for a revoked key, future for a scheduled revocation.</summary>
    public required DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Who revoked it or scheduled that.</summary>
    public required string? RevokedBy { get; init; }

    /// <summary>Why, in that person's words.</summary>
    public required string? RevokeReason { get; init; }

    /// <summary>
    /// The proof that the revocation reached every node. Comes with the answer of the revocation and with a key that is read alone; <see langword="null"/> in
    /// lists and for a key that was never revoked. It may be incomplete: it is completed when the last node has answered. Also until then no node accepts the
    /// token longer than one second after the revocation, unless it was given an offline grace.
    /// </summary>
    public RevocationReceipt? Receipt { get; init; }

    /// <summary>
    /// For a replacement: the proof that the old key's end reached every node. Comes with the answer of the activation alone; otherwise the old key has it.
    /// </summary>
    public RevocationReceipt? OldKeyReceipt { get; init; }

    /// <summary>The key that this one was rolled from.</summary>
    public required string? ReplacesId { get; init; }

    /// <summary>
    /// For the replacement in a roll: how long the old key keeps working once this one is activated.
    /// </summary>
    public required TimeSpan? ReplacedEndsAfter { get; init; }

    /// <summary>Last time the token was accepted. Written in batches, so it may lag by one flush interval.</summary>
    public required DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Who answers for it, by the id that the host gives people; <see langword="null"/> for the store itself.</summary>
    public required string? OwnedBy { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its facts last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it was deleted; such a key is in no answer that didn't ask for it.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The sales channels that a publishable key is linked to, by their names; none for a secret key.</summary>
    public required IReadOnlyList<LinkedSalesChannel> SalesChannels { get; init; }

    /// <summary>
    /// For a Pending key: the moment after which it can't be activated any more and is discarded. Otherwise <see langword="null"/>.
    /// </summary>
    public required DateTimeOffset? ConfirmBefore { get; init; }

    /// <summary>Changes with every change of the key. Give it back with a change to be told if someone else changed it first.</summary>
    public required Guid Version { get; init; }
}
