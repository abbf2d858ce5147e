using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Components.Check;

/// <summary>One token of what was pasted, after it was checked and forgotten.</summary>
/// <param name="Outline">What can be shown of it; <see langword="null"/> for what is no token.</param>
/// <param name="LooksLikeToken">Whether it begins as a token does.</param>
/// <param name="Result">What came of the check.</param>
public sealed record CheckedFinding(string? Outline, bool LooksLikeToken, CheckedToken Result);
