using ApiKeys.Keys;

namespace ApiKeys.Verification;

/// <summary>The key that a token belongs to, as far as one needs to know it to let a call pass or refuse it.</summary>
/// <param name="Id">The key's id.</param>
/// <param name="Type">What it is for.</param>
/// <param name="Title">Its name.</param>
/// <param name="Redacted">The token's recognisable outline.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="CreatedBy">Who made it.</param>
public sealed record VerifiedKey(
    string Id, ApiKeyType Type, string Title, string Redacted, IReadOnlyList<string> Scopes, string CreatedBy);
