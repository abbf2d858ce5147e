namespace ApiKeys.Usage;

/// <summary>How often a dead key was presented, and in which hour first.</summary>
internal sealed record AttemptCount(string KeyId, DateTimeOffset FirstHour, long Count);
