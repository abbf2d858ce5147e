namespace ApiKeys.Admin.Operations;

/// <summary>What came of checking a token, with the facts of its key where there is one. Never the token.</summary>
public sealed record CheckedToken(VerificationCode Code, VerifiedKey? Key, ApiKeyDetails? Details);
