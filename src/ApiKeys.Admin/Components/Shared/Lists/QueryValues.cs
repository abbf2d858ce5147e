using ApiKeys.Admin.Text;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using System.Globalization;
using System.Text;

namespace ApiKeys.Admin.Components.Shared.Lists;

/// <summary>Reads the query string of an address. Invalid values are ignored, so an old or damaged link still opens its page.</summary>
/// <param name="query">The query string: <c>?q=words&amp;page=2</c>.</param>
public sealed class QueryValues(string query)
{
    private readonly Dictionary<string, StringValues> _values = QueryHelpers.ParseQuery(query);

    public string? this[string name] => _values.TryGetValue(name, out var values) ? values[0] : null;

    /// <summary>A page counted from 1; anything else is the first.</summary>
    public int Page(string name) =>
        int.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, 1_000_000) : 1;

    /// <inheritdoc cref="SearchText"/>
    public string Search(string name, int maxLength) => SearchText(this[name], maxLength);

    /// <summary>An id or a name to filter by; <see langword="null"/>, and no filter, where it can't be one.</summary>
    public string? Name(string name, int maxLength) =>
        this[name] is { } text && !string.IsNullOrWhiteSpace(text) && text.Length <= maxLength && WellFormedText.IsWellFormed(text) ? text : null;

    /// <summary>The known names in a list separated by commas, in their order of declaration.</summary>
    public IEnumerable<T> Enums<T>(string name)
        where T : struct, Enum => (this[name] ?? "")
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        // TryParse accepts any number too; a link has names only.
        .Where(value => char.IsAsciiLetter(value[0]))
        .Select(value => Enum.TryParse<T>(value, ignoreCase: true, out var known) ? known : default)
        .Where(Enum.IsDefined)
        .Distinct()
        .Order();

    /// <summary>
    /// The search text. Tokens are redacted, because they must not be in an address. Characters that can't be text are shown as a browser shows them.
    /// </summary>
    public static string SearchText(string? text, int maxLength)
    {
        var words = PastedTokens.Redact((text ?? "").Trim());
        if (!WellFormedText.IsWellFormed(words))
        {
            words = string.Concat(words.EnumerateRunes().Select(rune => WellFormedText.IsWellFormed(rune.ToString()) ? rune : Rune.ReplacementChar));
        }

        return words.Length <= maxLength ? words : words[..(char.IsHighSurrogate(words[maxLength - 1]) ? maxLength - 1 : maxLength)].TrimEnd();
    }

    /// <summary>The reverse of <see cref="Enums{T}"/>; <see langword="null"/> for none, so that it leaves the address.</summary>
    public static string? Text<T>(IEnumerable<T> values)
        where T : struct, Enum => string.Join(',', values.Order()).ToLowerInvariant() is { Length: > 0 } text ? text : null;
}
