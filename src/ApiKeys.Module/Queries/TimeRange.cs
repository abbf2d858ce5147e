namespace ApiKeys;

/// <summary>Times to filter by: a span, single moments, or what lies outside of them. Everything given must match; an open end is <see langword="null"/>.</summary>
/// <param name="From">The first moment inside.</param>
/// <param name="Before">The first moment outside again.</param>
/// <remarks>Times are compared as they are stored, by the millisecond. What has no time matches nothing but a <see langword="null"/> in <see cref="In"/>.</remarks>
public sealed record TimeRange(DateTimeOffset? From = null, DateTimeOffset? Before = null)
{
    /// <summary>The last moment before those inside.</summary>
    public DateTimeOffset? After { get; init; }

    /// <summary>The last moment inside.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>One of these moments; <see langword="null"/> among them stands for no time at all.</summary>
    public IReadOnlyList<DateTimeOffset?>? In { get; init; }

    /// <summary>None of these moments; <see langword="null"/> among them stands for no time at all.</summary>
    public IReadOnlyList<DateTimeOffset?>? NotIn { get; init; }
}
