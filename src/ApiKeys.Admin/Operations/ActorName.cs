namespace ApiKeys.Admin.Operations;

/// <summary>An actor as people read it.</summary>
/// <param name="Id">The actor's id, as stored.</param>
/// <param name="Text">A person's name, a key's title, or the product's own name.</param>
/// <param name="Href">Where a key that acted can be looked at; <see langword="null"/> for anyone else.</param>
public sealed record ActorName(string Id, string Text, string? Href = null);
