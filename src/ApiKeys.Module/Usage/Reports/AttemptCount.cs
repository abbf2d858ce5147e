namespace ApiKeys.Usage.Reports;

/// <summary>How often an ended key was presented, and in which hour first.</summary>
internal sealed record AttemptCount(string KeyId, DateTimeOffset FirstHour, long Count);
