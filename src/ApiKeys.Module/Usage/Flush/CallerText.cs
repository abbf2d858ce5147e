using System.Globalization;
using System.Net;
using System.Text;
using ApiKeys.Tokens;
using ApiKeys.Workflows;

namespace ApiKeys.Usage.Flush;

/// <summary>Makes of what callers send what may be stored: visible, short, and without a token in it (I1), because people put tokens everywhere.</summary>
internal static class CallerText
{
    // How far a token that begins in what is kept can reach, in any form. What comes later is not looked at: it would only cost time.
    private const int Lookahead = 1024;

    public static string Of(IPAddress? address) => address switch
    {
        null => string.Empty,
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        _ => address.ToString(),
    };

    /// <summary>Empty for nothing.</summary>
    public static string Of(string? text, int maxLength)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        var visible = new StringBuilder();
        foreach (var rune in text.AsSpan(0, Math.Min(text.Length, maxLength + Lookahead)).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                && WellFormedText.IsWellFormed(rune.ToString()))
            {
                visible.Append(rune.ToString());
            }
        }

        // Before it is cut: half a token is none to the eye that looks for one.
        return Cut(TokenRedactor.Scrub(visible.ToString()).Trim(), maxLength);
    }

    private static string Cut(string text, int maxLength) =>
        text.Length <= maxLength ? text
        : text[..(char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength)].TrimEnd();
}
