using ApiKeys.Authentication.Scopes;

namespace ApiKeys;

/// <summary>Asks a verified key what it may do.</summary>
public static class VerifiedKeyScopeExtensions
{
    /// <summary>Whether the key's scopes grant one: by name, by <c>resource:*</c> or by <c>*</c>. A key without scopes has none.</summary>
    /// <param name="key">The key.</param>
    /// <param name="scope">What is to be done, such as <c>orders:read</c>.</param>
    public static bool HasScope(this VerifiedKey key, string scope)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(scope);
        return ScopeRule.Grants(key.Scopes, scope);
    }
}
