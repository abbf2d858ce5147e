namespace ApiKeys;

/// <summary>How long keys of a type may work.</summary>
public sealed record KeyLifetimePolicy
{
    /// <summary>
    /// The most days from a key's creation to its expiry, 1 to 3,650; <see langword="null"/> for no limit. Keys that exist when the policy is set keep their expiry until
    /// someone changes it.
    /// </summary>
    public int? MaxDays { get; init; }

    /// <summary>
    /// The days that a new key works if its request gives no expiry, 1 to 3,650 and at most <see cref="MaxDays"/>; <see langword="null"/> for
    /// <see cref="MaxDays"/>, and without that for no expiry.
    /// </summary>
    public int? DefaultDays { get; init; }

    internal int? DaysUnlessAsked => DefaultDays ?? MaxDays;
}
