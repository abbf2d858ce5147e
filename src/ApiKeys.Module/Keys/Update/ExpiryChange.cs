namespace ApiKeys;

/// <summary>The expiry that a key is to have from now on. To remove one is a choice of its own, which no forgotten value can stand for.</summary>
public sealed record ExpiryChange
{
    private ExpiryChange(DateTimeOffset? expiresAt) => ExpiresAt = expiresAt;

    /// <summary>It stops authenticating only when it is revoked.</summary>
    public static ExpiryChange Never { get; } = new((DateTimeOffset?)null);

    /// <summary>When it stops authenticating by itself; <see langword="null"/> for never.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>It stops authenticating by itself at a time.</summary>
    /// <param name="expiresAt">Must lie in the future.</param>
    public static ExpiryChange At(DateTimeOffset expiresAt) => new(expiresAt);
}
