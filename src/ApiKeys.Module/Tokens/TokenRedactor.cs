using System.Text.RegularExpressions;

namespace ApiKeys.Tokens;

/// <summary>Makes outlines of tokens that people can recognise and nobody can use.</summary>
internal static partial class TokenRedactor
{
    private const int Shown = 4;

    public static string Redact(string token, int prefixLength)
    {
        var body = token.AsSpan(prefixLength, TokenFormat.BodyLength);
        return string.Concat(token.AsSpan(0, prefixLength), body[..Shown], "…", body[^Shown..]);
    }

    /// <summary>
    /// Replaces whatever looks like a token in a text that is about to be stored, such as the message of an exception thrown by code that is not ours.
    /// Looks wider than the format, so that a cut or mistyped token goes too.
    /// </summary>
    public static string Scrub(string text) => TokenLike().Replace(text, "$1[redacted]");

    /// <summary>Whether a text holds a whole secret token, with or without its checksum: nobody else's key, and not to be written down.</summary>
    public static bool HoldsSecret(string text) => SecretToken().IsMatch(text);

    [GeneratedRegex("sk_[a-z]{2,20}_[0-9A-Za-z]{43}", RegexOptions.CultureInvariant)]
    private static partial Regex SecretToken();

    [GeneratedRegex("([sp]k_[a-z]{2,20}_)[0-9A-Za-z]{12,}", RegexOptions.CultureInvariant)]
    private static partial Regex TokenLike();
}
