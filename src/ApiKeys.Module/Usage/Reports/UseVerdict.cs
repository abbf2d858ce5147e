namespace ApiKeys;

/// <summary>Whether a key could be ended without harm, and what tells so.</summary>
public sealed record UseVerdict
{
    /// <summary>Since when no one may have used a key for it to count as quiet.</summary>
    public static readonly TimeSpan QuietAfter = TimeSpan.FromDays(30);

    /// <summary>How long ago a use counts as being in use.</summary>
    public static readonly TimeSpan InUseWithin = TimeSpan.FromHours(1);

    /// <summary>How much would be hit.</summary>
    public required UseLevel Level { get; init; }

    /// <summary>When the key was accepted last, as far as that is known.</summary>
    public required DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Whose calls were accepted within the last hour, the latest first; up to 50.</summary>
    public required IReadOnlyList<KeyCaller> CallersInLastHour { get; init; }

    /// <summary>For an ended key: who still presents it. <see langword="null"/> when no one does.</summary>
    public required EndedKeyUse? AfterEnd { get; init; }

    /// <summary>The rule.</summary>
    /// <param name="lastUsedAt">When the key was accepted last.</param>
    /// <param name="isKnown">Whether that is all there is to know.</param>
    /// <param name="now">The time.</param>
    internal static UseLevel LevelOf(DateTimeOffset? lastUsedAt, bool isKnown, DateTimeOffset now) => lastUsedAt switch
    {
        // A use within the hour speaks for itself, whatever else is missing.
        { } at when now - at < InUseWithin => UseLevel.InUse,
        _ when !isKnown => UseLevel.Unknown,
        null => UseLevel.NeverUsed,
        { } at when now - at < QuietAfter => UseLevel.Recent,
        _ => UseLevel.Quiet,
    };
}
