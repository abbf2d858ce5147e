using System.Globalization;
using System.Text;
using ApiKeys.Tokens;
using ApiKeys.Workflows;

namespace ApiKeys.Operations;

/// <summary>What the text fields of a request may hold. Each rule adds its finding to a list, so that a caller learns of all at once.</summary>
internal static class TextRules
{
    public const int TitleMaxLength = 200;
    public const int DescriptionMaxLength = 1000;
    public const int ReasonMaxLength = 500;
    public const int MaxBulk = 1000;

    /// <summary>Trimmed, in Unicode's composed form: the same title typed on two systems is the same text.</summary>
    public static string Normalize(string? text)
    {
        var trimmed = (text ?? string.Empty).Trim();
        return WellFormedText.IsWellFormed(trimmed) ? trimmed.Normalize(NormalizationForm.FormC) : trimmed;
    }

    /// <summary>Checks what people call a thing: one line in which there is something to see.</summary>
    public static void CheckTitle(this List<ApiKeyError> errors, string noun, string whenBlank, string? title, string field)
    {
        var text = Normalize(title);
        if (Forbidden(text, multiline: false) is { } forbidden)
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, $"A {noun} can't hold control or invisible characters; this one has {forbidden}.", field));
        }
        else if (!text.EnumerateRunes().Any(IsVisible))
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, whenBlank, field));
        }
        else if (!errors.RefuseSecret(text, field))
        {
            errors.CheckLength(noun, text, TitleMaxLength, field);
        }
    }

    /// <summary>Checks what a caller gives for an id, which may be anything.</summary>
    /// <returns>Whether it can be one.</returns>
    public static bool CheckId(this List<ApiKeyError> errors, string noun, string? id, string field)
    {
        if (string.IsNullOrWhiteSpace(id))
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, $"Say which {noun} by its id.", field));
            return false;
        }

        if (WellFormedText.Fault(id) is { } fault)
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, $"An id can't hold {fault}.", field));
            return false;
        }

        return !errors.RefuseSecret(id, field);
    }

    public static void CheckText(this List<ApiKeyError> errors, string noun, string? text, int maxLength, string field)
    {
        var normalized = Normalize(text);
        if (Forbidden(normalized, multiline: true) is { } forbidden)
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, $"A {noun} can't hold control or invisible characters; this one has {forbidden}.", field));
        }
        else if (!errors.RefuseSecret(normalized, field))
        {
            errors.CheckLength(noun, normalized, maxLength, field);
        }
    }

    /// <summary>People paste what they hold. A secret in a title, a reason or an id would be stored, listed and logged for everyone to see.</summary>
    public static bool RefuseSecret(this List<ApiKeyError> errors, string text, string field)
    {
        var holdsSecret = TokenRedactor.HoldsSecret(text);
        if (holdsSecret)
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, "This holds a secret token. Take it out: what is written here is kept and can be read by others.", field));
        }

        return holdsSecret;
    }

    private static void CheckLength(this List<ApiKeyError> errors, string noun, string text, int maxLength, string field)
    {
        // UTF-16 code units, as browsers (maxlength), JavaScript and SQL Server count: an emoji is two or more.
        if (text.Length > maxLength)
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, $"A {noun} has at most {maxLength} characters; this one has {text.Length}.", field));
        }
    }

    /// <summary>
    /// Names the first character that may not stand in a text: controls break logs and exports; direction overrides and invisible
    /// characters let one key's title pass for another's.
    /// </summary>
    private static string? Forbidden(string text, bool multiline)
    {
        if (WellFormedText.Fault(text) is { } fault)
        {
            return fault;
        }

        foreach (var rune in text.EnumerateRunes())
        {
            var isForbidden = Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.Control => !(multiline && rune.Value is '\n' or '\r' or '\t'),
                UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
                UnicodeCategory.Format => !JoinsLettersOrEmoji(rune),
                _ => IsBlank(rune),
            };
            if (isForbidden)
            {
                return $"U+{rune.Value:X4}";
            }
        }

        return null;
    }

    // Zero-width joiner and non-joiner shape Persian, Indic scripts and emoji families; tag characters spell the flags of regions.
    private static bool JoinsLettersOrEmoji(Rune rune) => rune.Value is 0x200C or 0x200D or (>= 0xE0020 and <= 0xE007F);

    // Letters and symbols by their category, and yet nothing to see: the fillers of Hangul, the empty Braille pattern, the grapheme joiner, and what
    // Unicode keeps free for characters that will be invisible.
    private static bool IsBlank(Rune rune) => rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or 0x034F or 0x2065
        or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE00FF) or (>= 0xE01F0 and <= 0xE0FFF);

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.Control);
}
