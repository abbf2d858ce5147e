using System.Text.RegularExpressions;

namespace ApiKeys.Admin.Text;

/// <summary>
/// Tokens in a text that goes into an address, where a browser's history and every access log would keep them. Each gives way to the
/// outline that its key is listed under, so that a search by token still finds the key.
/// </summary>
internal static partial class PastedTokens
{
    public static string Redact(string text) => Token().Replace(TokenSearch.Replace(text, token => token.ToString()), Outline);

    /// <summary>The same for an address, which stays one. Where a token is written in escapes, the whole query goes.</summary>
    public static string RedactAddress(string address)
    {
        var redacted = Redact(address).Replace("…", "%E2%80%A6", StringComparison.Ordinal);
        var plain = Uri.UnescapeDataString(redacted);
        return Redact(plain) == plain ? redacted : redacted.Split('?')[0] is var path && Redact(Uri.UnescapeDataString(path)) == Uri.UnescapeDataString(path) ? path : "/";
    }

    /// <summary>Whether a text begins as tokens do, however it goes on.</summary>
    public static bool BeginsLikeOne(string text) => Beginning().IsMatch(text);

    // One that is mistyped or cut has no end that could be known; what it begins with has to do.
    private static string Outline(Match match) =>
        ApiKeyToken.TryParse(match.Value, out var token) ? token.ToString() : match.Groups["outline"].Value;

    // The second form is what is left of a token when its prefix was not selected along with it.
    [GeneratedRegex("(?<outline>[sp]k_[a-z]{2,20}_[0-9a-z]{4})[0-9a-z]{4,}|(?<outline>[0-9a-z]{4})[0-9a-z]{36,}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Token();

    [GeneratedRegex("^[sp]k_", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Beginning();
}
