using System.Text.RegularExpressions;

namespace ApiKeys.Tokens;

/// <summary>Redacts tokens: people can recognize the result, and no one can use it.</summary>
internal static partial class TokenRedactor
{
    private const int Shown = 4;
    private const string Redacted = "[redacted]";

    public static string Redact(string token, int prefixLength)
    {
        var body = token.AsSpan(prefixLength, TokenFormat.BodyLength);
        return string.Concat(token.AsSpan(0, prefixLength), body[..Shown], "…", body[^Shown..]);
    }

    /// <summary>
    /// Replaces whatever looks like a token in a text that is about to be stored, such as the message of an exception thrown by code that is not ours.
    /// Looks wider than the format, so that a cut, mistyped or upper-cased token goes too.
    /// </summary>
    public static string Scrub(string text)
    {
        var scrubbed = TokenSearch.Replace(text, token => token.ToString()[..^((2 * Shown) + 1)] + Redacted);
        return SecretAlone().Replace(TokenLike().Replace(scrubbed, "$1" + Redacted), Redacted);
    }

    /// <summary>
    /// Whether a text holds a whole secret token, in whatever form, or what is left of one without its checksum, its prefix or its case: no one else's key, and not
    /// to be written down.
    /// </summary>
    public static bool HoldsSecret(string text) =>
        SecretLike().IsMatch(text) || SecretAlone().IsMatch(text) || TokenSearch.Find(text).Any(token => token.Type == ApiKeyType.Secret);

    [GeneratedRegex("sk_[a-z]{2,20}_[0-9a-z]{43}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SecretLike();

    [GeneratedRegex("([sp]k_[a-z]{2,20}_)[0-9a-z]{12,}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex TokenLike();

    // What follows the prefix, by itself: so many letters and digits in a row, no more and no fewer, are hardly ever anything else.
    [GeneratedRegex("(?<![0-9A-Za-z_…])(?=[A-Za-z]*[0-9])[0-9A-Za-z]{49}(?![0-9A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex SecretAlone();
}
