namespace ApiKeys;

/// <summary>The owner that a key is to have from now on. To take it from all people is a choice of its own, which no forgotten value can stand for.</summary>
public sealed record OwnerChange
{
    private OwnerChange(string? ownedBy) => OwnedBy = ownedBy;

    /// <summary>The store itself answers for it, and no person.</summary>
    public static OwnerChange ToStore { get; } = new((string?)null);

    /// <summary>Who answers for it; <see langword="null"/> for the store.</summary>
    public string? OwnedBy { get; }

    /// <summary>A person answers for it.</summary>
    /// <param name="ownedBy">The id that the host gives the person, at most <see cref="Actor.MaxLength"/> characters.</param>
    public static OwnerChange To(string ownedBy)
    {
        ArgumentNullException.ThrowIfNull(ownedBy);
        return new(ownedBy);
    }
}
