using System.Globalization;
using System.Text.RegularExpressions;

namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>How times and numbers are spelled: one reading, whether a body, a form or an address holds them.</summary>
internal static partial class RequestValues
{
    private static readonly string[] TimeForms =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Reads a time in ISO 8601. Digits past 100 ns are dropped: other languages write nine.</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">The time; in UTC where the text names no offset.</param>
    /// <param name="hasOffset">Whether the text names its offset.</param>
    public static bool TryTime(string text, out DateTimeOffset time, out bool hasOffset)
    {
        var spelling = Time().Match(text);
        var dropped = spelling.Groups["dropped"];
        hasOffset = spelling.Groups["offset"].Success;
        time = default;
        return spelling.Success && DateTimeOffset.TryParseExact(
            text.Remove(dropped.Index, dropped.Length),
            TimeForms,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out time);
    }

    /// <summary>Reads a number as JSON spells them. One that is beyond all bounds is infinite.</summary>
    public static bool TryNumber(string text, out double number)
    {
        number = 0;
        return Number().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    [GeneratedRegex(
        @"\A[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,7}(?<dropped>[0-9]{0,9}))?)?(?<offset>Z|[+-][0-9]{2}:[0-9]{2})?)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Time();

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
