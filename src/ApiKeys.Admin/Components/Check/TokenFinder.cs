using ApiKeys.Admin.Text;
using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;

namespace ApiKeys.Admin.Components.Check;

/// <summary>
/// Finds the tokens in what someone pastes: one alone, a line of a log, a curl command, a Basic header. Works on the text in hand and keeps none of it.
/// </summary>
internal static partial class TokenFinder
{
    /// <summary>The most that are looked at; more in one paste is a file, not a suspicion.</summary>
    public const int Most = 20;

    /// <summary>Each token once: the whole ones in the order of the text, then mistyped and cut ones; one more than <see cref="Most"/> at the most.</summary>
    public static IReadOnlyList<string> Find(string text)
    {
        var whole = TokenSearch.Find(text).Select(token => token.Reveal());
        var rest = TokenSearch.Replace(text, _ => " ");
        return [.. whole.Concat(In(rest)).Concat(Basic().Matches(rest).SelectMany(match => In(Decode(match.Value)))).Distinct(StringComparer.Ordinal).Take(Most + 1)];
    }

    /// <summary>What can be shown of a token: its outline, or of a mistyped one its beginning. <see langword="null"/> where that would be too little to know it by.</summary>
    public static string? Outline(string token) =>
        ApiKeyToken.TryParse(token, out var whole) ? whole.ToString()
        : PastedTokens.Redact(token) is var redacted && redacted.Length < token.Length ? $"{redacted}…"
        : null;

    private static IEnumerable<string> In(string text) => TokenLike().Matches(text).Select(match => match.Value);

    private static string Decode(string text)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        return Base64Url.TryDecodeFromChars(text.Replace('+', '-').Replace('/', '_').TrimEnd('='), bytes, out var length)
            ? Encoding.Latin1.GetString(bytes, 0, length)
            : "";
    }

    [GeneratedRegex("[sp]k_[a-z]{2,20}_[0-9a-z]{8,}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex TokenLike();

    // After the word Basic, or alone where the beginning is that of sk_ or pk_ in base 64.
    [GeneratedRegex(@"(?:(?<=\bbasic\s{1,3})|\b(?=c2tf|cGtf))[0-9A-Za-z+/_-]{16,}={0,2}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Basic();
}
