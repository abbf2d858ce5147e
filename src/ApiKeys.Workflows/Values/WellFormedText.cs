namespace ApiKeys.Workflows;

/// <summary>Tells text that can be normalized, compared and stored on every database from text that can't.</summary>
/// <remarks>
/// The one check for every text that enters, made before any normalization: <see cref="string.Normalize()"/> throws on U+FFFE and on half of a surrogate pair,
/// PostgreSQL refuses U+0000, and the other noncharacters are never text. Code points that are not assigned yet are fine: they are the characters of the next
/// Unicode version, and nothing throws on them.
/// </remarks>
public static class WellFormedText
{
    /// <summary>Names the first thing in a text that makes it ill-formed.</summary>
    /// <param name="text">The text; <see langword="null"/> is well-formed.</param>
    /// <returns>A name for people, such as <c>U+FFFE</c>; <see langword="null"/> when the text is well-formed.</returns>
    public static string? Fault(string? text)
    {
        for (var i = 0; i < text?.Length; i++)
        {
            var value = (int)text[i];
            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    return "half of a surrogate pair";
                }

                value = char.ConvertToUtf32(text[i], text[i + 1]);
                i++;
            }

            if (value == 0 || IsNoncharacter(value))
            {
                return $"U+{value:X4}";
            }
        }

        return null;
    }

    /// <summary>Whether a text is well-formed.</summary>
    /// <param name="text">The text; <see langword="null"/> is well-formed.</param>
    public static bool IsWellFormed(string? text) => Fault(text) is null;

    /// <summary>
    /// Whether a text can name something that is stored. No id ends with a blank, and SQL Server leaves blanks at the end out of its comparisons: it would find the row
    /// of another text.
    /// </summary>
    /// <param name="text">The text; <see langword="null"/> is no name, and nothing is wrong with it.</param>
    internal static bool CanIdentify(string? text) => IsWellFormed(text) && text?.EndsWith(' ') != true;

    // The last two code points of each of the 17 planes, and 32 in a row among the Arabic presentation forms.
    private static bool IsNoncharacter(int value) => (value & 0xFFFE) == 0xFFFE || value is >= 0xFDD0 and <= 0xFDEF;
}
