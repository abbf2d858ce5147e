using ApiKeys.Operations;

namespace ApiKeys.Policies;

/// <summary>A policy before a change.</summary>
/// <param name="Kind">Which policy.</param>
/// <param name="Value">Its value.</param>
/// <param name="ChangedBy">Who had changed it last; null when it had no row.</param>
/// <param name="Stamp">The stamps of the row.</param>
internal sealed record PolicyUndo(PolicyKind Kind, string Value, string? ChangedBy, UndoStamp Stamp);
