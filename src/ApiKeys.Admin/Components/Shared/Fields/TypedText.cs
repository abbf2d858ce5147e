namespace ApiKeys.Admin.Components.Shared.Fields;

/// <summary>
/// How much text a field takes and the connection carries. Counted, like every limit on text here, in UTF-16 code units: so do <c>maxlength</c>,
/// <see cref="string.Length"/>, JavaScript and SQL Server.
/// </summary>
internal static class TypedText
{
    /// <summary>
    /// The <c>maxlength</c> of fields on interactive pages: above every rule, so that a text that is too long is refused by its rule, in words, and not
    /// silently cut by the browser.
    /// </summary>
    public const int MaxLength = 8000;

    /// <summary>The same for fields of forms that are posted: their rules allow 256, and a request body is smaller than a circuit's message.</summary>
    public const int PostedMaxLength = 1000;

    /// <summary>
    /// The largest message that a page sends, in bytes. Blazor sends a field's text twice, and a code unit takes up to six bytes: JSON writes control
    /// characters and lone surrogates as \uXXXX. The rest is for what stands around the text.
    /// </summary>
    public const int MaxMessageSize = (2 * 6 * MaxLength) + (16 * 1024);

    /// <summary>Why a text can't be searched for; <see langword="null"/> when it can.</summary>
    /// <param name="text">The text as it is sought, without blanks around it.</param>
    /// <param name="maxLength">The longest that can be.</param>
    public static string? SearchProblem(string text, int maxLength) =>
        text.Length > maxLength ? $"Search for at most {maxLength} characters; these are {text.Length}." : null;
}
