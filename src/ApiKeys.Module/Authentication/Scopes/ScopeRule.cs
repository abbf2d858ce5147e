using ApiKeys.Tokens;

namespace ApiKeys.Authentication.Scopes;

/// <summary>The one rule of what a key's scopes let it do.</summary>
internal static class ScopeRule
{
    private const string All = "*";
    private const string AllActions = ":*";

    /// <summary>
    /// Whether scopes grant the one that is asked for: by name, by <c>resource:*</c> or by <c>*</c>. No scopes grant nothing. Allocates nothing: it
    /// is asked with every call.
    /// </summary>
    public static bool Grants(IReadOnlyList<string> scopes, string required)
    {
        for (var i = 0; i < scopes.Count; i++)
        {
            if (Grants(scopes[i], required))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether scopes grant every one that is asked for.</summary>
    public static bool GrantsAll(IReadOnlyList<string> scopes, IReadOnlyList<string> required)
    {
        for (var i = 0; i < required.Count; i++)
        {
            if (!Grants(scopes, required[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A scope that is misspelt in code would lock its route for every key but those with *, and no one would know why.</summary>
    public static void ThrowIfInvalid(string? scope, string parameter)
    {
        ArgumentNullException.ThrowIfNull(scope, parameter);
        if (!ScopeName.IsValid(scope))
        {
            throw new ArgumentException(
                $"A scope is written resource:action, or * for all, in at most {ScopeName.MaxLength} characters; '{TokenRedactor.Scrub(scope)}' is not.",
                parameter);
        }
    }

    // The colon is part of what must agree: orders:* says nothing of orders.archive:read.
    private static bool Grants(string scope, string required) =>
        scope == required
        || scope == All
        || (scope.EndsWith(AllActions, StringComparison.Ordinal) && required.AsSpan().StartsWith(scope.AsSpan(0, scope.Length - 1), StringComparison.Ordinal));
}
