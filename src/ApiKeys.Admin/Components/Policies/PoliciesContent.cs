using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Components.Policies;

/// <summary>What the page of policies shows.</summary>
/// <param name="Policies">The policies.</param>
/// <param name="Names">The names of the users who changed them.</param>
/// <param name="MayChange">Whether the user may change them.</param>
internal sealed record PoliciesContent(StorePolicies Policies, IReadOnlyDictionary<string, ActorName> Names, bool MayChange);
