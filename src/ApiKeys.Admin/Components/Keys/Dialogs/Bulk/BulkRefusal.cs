namespace ApiKeys.Admin.Components.Keys.Dialogs.Bulk;

/// <summary>A key that an act on many was refused for, and why.</summary>
public sealed record BulkRefusal(ApiKeyDetails Key, string Reason);
