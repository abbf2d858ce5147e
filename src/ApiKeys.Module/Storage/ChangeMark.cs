namespace ApiKeys.Storage;

/// <summary>Stays the same as long as no other connection has committed.</summary>
/// <param name="Session">The connection that can tell.</param>
/// <param name="Number">What it says.</param>
internal sealed record ChangeMark(object Session, long Number);
