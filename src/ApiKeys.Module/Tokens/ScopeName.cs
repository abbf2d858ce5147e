using System.Text.RegularExpressions;

namespace ApiKeys.Tokens;

/// <summary>What the name of a scope looks like: <c>resource:action</c>, or <c>*</c> for all.</summary>
internal static partial class ScopeName
{
    public const int MaxLength = 100;

    public static bool IsValid(string? text) => text is { Length: <= MaxLength } && Pattern().IsMatch(text);

    [GeneratedRegex(@"\A(\*|[a-z][a-z0-9_.-]*:(\*|[a-z][a-z0-9_.-]*))\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
