using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Components.Audit;

/// <summary>One page of the audit trail, as loaded.</summary>
/// <param name="Events">The page.</param>
/// <param name="Names">The names of the actors that it mentions or that can be filtered by.</param>
public sealed record ActivityContent(PagedList<ApiKeyEventDetails> Events, IReadOnlyDictionary<string, ActorName> Names);
