using Microsoft.AspNetCore.Http;

namespace ApiKeys.Authentication.Scopes;

/// <summary>Remembers for the answer which scopes were lacking: a scheme that is told to forbid is not told why.</summary>
internal static class ScopeShortfall
{
    private static readonly object Key = new();

    public static void Note(HttpContext context, string scope)
    {
        // Authorization may be asked several times in one request.
        var noted = Of(context);
        if (noted is null || !noted.Split(' ').Contains(scope, StringComparer.Ordinal))
        {
            context.Items[Key] = noted is null ? scope : $"{noted} {scope}";
        }
    }

    /// <summary>The scopes that were lacking, separated by spaces; <see langword="null"/> when none was.</summary>
    public static string? Of(HttpContext context) => context.Items.TryGetValue(Key, out var noted) ? (string?)noted : null;
}
