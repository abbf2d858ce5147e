using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Components.Keys;

/// <summary>One page of a list of keys, as loaded.</summary>
/// <param name="Keys">The page.</param>
/// <param name="Total">How many keys of the type there are, filters aside.</param>
/// <param name="Replaced">The ids of those that a roll has replaced.</param>
/// <param name="Names">The names of the actors that the page mentions.</param>
/// <param name="MayChange">Whether to offer acts.</param>
public sealed record KeyListContent(
    PagedList<ApiKeyDetails> Keys, int Total, IReadOnlySet<string> Replaced, IReadOnlyDictionary<string, ActorName> Names, bool MayChange);
