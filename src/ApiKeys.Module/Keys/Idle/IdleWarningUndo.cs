namespace ApiKeys.Keys.Idle;

/// <summary>When a key had been warned of before a warning, and what tells that it has had no other since.</summary>
internal sealed record IdleWarningUndo(string Id, DateTimeOffset? WarnedAt, DateTimeOffset WrittenAt);
