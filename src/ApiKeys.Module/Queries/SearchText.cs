using ApiKeys.Operations;
using ApiKeys.Workflows;

namespace ApiKeys.Queries;

/// <summary>
/// What a key or a sales channel is searched by, and what is looked for in it, brought to one form here: no collation folds case alike on every database.
/// </summary>
internal static class SearchText
{
    // Each word is a condition, and conditions nest: thousands of them would overflow the stack of whoever translates the query.
    private const int MaxWords = 20;

    public static string Of(string title, string rest) => Fold($"{title}\n{rest}");

    /// <summary>The words of a search, each once; those past the twentieth narrow it no further. Null when nothing stored can hold them.</summary>
    public static IReadOnlyList<string>? Words(string? search)
    {
        if (!WellFormedText.IsWellFormed(search))
        {
            return null;
        }

        // An outline that was copied by hand has three full stops where ours has an ellipsis.
        var text = Fold(TextRules.Normalize(search).Replace("...", "…", StringComparison.Ordinal));
        return [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Take(MaxWords)];
    }

    // Lower case first brings the capital sharp s to the small one, which has no other upper case. The Turkish letters that upper case leaves alone
    // count as the I that others type for them.
    private static string Fold(string text) => text.ToLowerInvariant().ToUpperInvariant().Replace('İ', 'I').Replace('ı', 'I');
}
