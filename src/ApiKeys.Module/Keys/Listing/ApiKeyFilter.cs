namespace ApiKeys;

/// <summary>Which keys are meant, as a part of a <see cref="ListApiKeysQuery"/> or of another filter.</summary>
public sealed record ApiKeyFilter : ApiKeyCriteria;
