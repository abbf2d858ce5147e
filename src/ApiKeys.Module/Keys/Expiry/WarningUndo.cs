namespace ApiKeys.Keys.Expiry;

/// <summary>What a key had been warned of before a warning, and what tells that it has had no other expiry since.</summary>
internal sealed record WarningUndo(string Id, DateTimeOffset ExpiresAt, int? WarnedDays, int WrittenDays);
