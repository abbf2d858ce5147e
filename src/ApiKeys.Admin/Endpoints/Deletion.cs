namespace ApiKeys.Admin.Endpoints;

/// <summary>What a deletion answers with.</summary>
internal sealed record Deletion(string Id, string Object, bool Deleted);
