namespace ApiKeys;

/// <summary>
/// Metadata of an endpoint that lets keys and others in, and itself refuses keys without a scope. By it the schemes know beforehand, and note such a call as
/// refused and not as a use. They refuse nothing by it. Where an endpoint has several, the last counts.
/// </summary>
public interface IApiKeyScopeMetadata
{
    /// <summary>The scope that a secret key has to grant; <see langword="null"/> for none.</summary>
    string? Scope { get; }
}
