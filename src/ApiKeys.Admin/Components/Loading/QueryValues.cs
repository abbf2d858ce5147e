using System.Globalization;
using System.Text;
using ApiKeys.Admin.Text;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Components.Loading;

/// <summary>Reads what an address carries. What makes no sense is left out: an old or mangled link still opens its page.</summary>
public static class QueryValues
{
    /// <summary>A page counted from 1; anything else is the first.</summary>
    public static int Page(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, 1_000_000) : 1;

    /// <summary>
    /// What is searched for. No token goes into an address; and what can't be text, which an address can spell all the same, is shown as a browser shows it.
    /// </summary>
    public static string Search(string? text, int maxLength)
    {
        var words = PastedTokens.Redact((text ?? "").Trim());
        if (!WellFormedText.IsWellFormed(words))
        {
            words = string.Concat(words.EnumerateRunes().Select(rune => WellFormedText.IsWellFormed(rune.ToString()) ? rune : Rune.ReplacementChar));
        }

        return words.Length <= maxLength ? words : words[..(char.IsHighSurrogate(words[maxLength - 1]) ? maxLength - 1 : maxLength)].TrimEnd();
    }

    /// <summary>An id or a name to filter by; <see langword="null"/>, and no filter, where it can't be one.</summary>
    public static string? Name(string? text, int maxLength) =>
        string.IsNullOrWhiteSpace(text) || text.Length > maxLength || !WellFormedText.IsWellFormed(text) ? null : text;

    /// <summary>The known names in a list separated by commas, in their order of declaration.</summary>
    public static IEnumerable<T> Enums<T>(string? text)
        where T : struct, Enum => (text ?? "")
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        // TryParse takes numbers too, and any of them; a link says words.
        .Where(name => char.IsAsciiLetter(name[0]))
        .Select(name => Enum.TryParse<T>(name, ignoreCase: true, out var value) ? value : default)
        .Where(Enum.IsDefined)
        .Distinct()
        .Order();

    /// <summary>The reverse; <see langword="null"/> for none, so that it leaves the address.</summary>
    public static string? Text<T>(IReadOnlyCollection<T> values)
        where T : struct, Enum => values.Count > 0 ? string.Join(',', values.Order()).ToLowerInvariant() : null;
}
