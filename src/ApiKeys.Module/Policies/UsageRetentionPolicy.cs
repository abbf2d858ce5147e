namespace ApiKeys;

/// <summary>How long counts and callers are kept.</summary>
public sealed record UsageRetentionPolicy
{
    /// <summary>Days, 1 to 3,650; <see langword="null"/> for the configured time, <see cref="UsageOptions.Retention"/>.</summary>
    public int? Days { get; init; }
}
