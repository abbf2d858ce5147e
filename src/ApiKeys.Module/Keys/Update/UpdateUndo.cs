using ApiKeys.Operations;

namespace ApiKeys.Keys.Update;

/// <summary>A key's values before an update.</summary>
internal sealed record UpdateUndo(
    UndoStamp Stamp, string Title, string Description, IReadOnlyList<string> Scopes, string? OwnedBy, DateTimeOffset? ExpiresAt, int? ExpiryWarnedDays);
