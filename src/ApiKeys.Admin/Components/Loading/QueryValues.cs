using System.Globalization;

namespace ApiKeys.Admin.Components.Loading;

/// <summary>Reads what an address carries. What makes no sense is left out: an old or mangled link still opens its page.</summary>
public static class QueryValues
{
    /// <summary>A page counted from 1; anything else is the first.</summary>
    public static int Page(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, 1_000_000) : 1;

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
