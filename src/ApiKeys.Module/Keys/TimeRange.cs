namespace ApiKeys.Keys;

/// <summary>A span of time to filter by. An open end is <see langword="null"/>.</summary>
/// <param name="From">The first moment inside.</param>
/// <param name="Before">The first moment outside again.</param>
public sealed record TimeRange(DateTimeOffset? From = null, DateTimeOffset? Before = null);
