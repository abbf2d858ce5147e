namespace ApiKeys;

/// <summary>Which scopes the users of the dashboard who aren't owners may give to keys.</summary>
public sealed record ScopeGrantPolicy
{
    /// <summary>The scopes, wildcards such as <c>orders:*</c> among them; <see langword="null"/> for any scope, an empty list for none.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }
}
