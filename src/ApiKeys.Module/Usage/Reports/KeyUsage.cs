namespace ApiKeys;

/// <summary>How one key is used.</summary>
public sealed record KeyUsage
{
    /// <summary>The key's id.</summary>
    public required string KeyId { get; init; }

    /// <summary>The last 24 hours, oldest first; the last one is the current hour, and goes on.</summary>
    public required IReadOnlyList<UsagePeriod> Hours { get; init; }

    /// <summary>The last 30 days, oldest first; the last one is today, and goes on. Days begin at midnight UTC.</summary>
    public required IReadOnlyList<UsagePeriod> Days { get; init; }

    /// <summary>Who calls, the latest first.</summary>
    public required IReadOnlyList<KeyCaller> Callers { get; init; }

    /// <summary>Who called when it was accepted last; <see langword="null"/> when that is not known.</summary>
    public required KeyCaller? LastAcceptedCaller { get; init; }

    /// <summary>Whether the key could be ended without harm, and when it was accepted last.</summary>
    public required UseVerdict Verdict { get; init; }
}
