namespace ApiKeys;

/// <summary>A revoked or expired key that is still presented. Each request was refused; the cause is a stolen token or a caller that was not updated.</summary>
public sealed record EndedKeyUse
{
    /// <summary>The key's id.</summary>
    public required string KeyId { get; init; }

    /// <summary>The key's name.</summary>
    public required string Title { get; init; }

    /// <summary>The redacted token.</summary>
    public required string Redacted { get; init; }

    /// <summary>Revoked or Expired; a key that was rolled is revoked.</summary>
    public required ApiKeyStatus Status { get; init; }

    /// <summary>When it stopped authenticating: the first of its expiry and its revocation.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>Whether the key is deleted.</summary>
    public required bool IsDeleted { get; init; }

    /// <summary>Since when it is presented after its end, to within an hour.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it was presented last.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>How often it was presented after its end, as far back as uses are kept.</summary>
    public required long Attempts { get; init; }

    /// <summary>Who presents it, the latest first.</summary>
    public required IReadOnlyList<KeyCaller> Callers { get; init; }
}
