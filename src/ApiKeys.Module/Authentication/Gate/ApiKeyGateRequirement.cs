namespace ApiKeys.Authentication.Gate;

/// <summary>What one call of <c>RequireApiKey</c> asks for. An endpoint and the groups around it may each ask.</summary>
internal sealed record ApiKeyGateRequirement(ApiKeyType Type, string? Scope);
