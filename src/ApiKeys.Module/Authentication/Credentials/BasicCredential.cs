using System.Buffers;
using System.Text;
using ApiKeys.Authentication.Refusals;
using ApiKeys.Tokens;

namespace ApiKeys.Authentication.Credentials;

/// <summary>
/// Reads what follows <c>Basic</c> and one space, in the four spellings of the product whose clients call us:
/// <code>
/// base64("sk_…:")    base64("sk_…")    sk_…    sk_…:
/// </code>
/// The key is the user name; a password, or a key for a password, is refused.
/// </summary>
internal static class BasicCredential
{
    // A token, a colon, and the base 64 of that. A longer text is not decoded.
    private const int MaxBytes = TokenFormat.MaxLength + 1;
    private const int MaxEncoded = (MaxBytes + 2) / 3 * 4;

    private static readonly SearchValues<char> Base64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    public static Credential Read(ReadOnlySpan<char> text)
    {
        if (Credential.IsKeyLike(text))
        {
            return ReadUserName(text);
        }

        if (Credential.IsKeyLike(text.TrimStart()))
        {
            return Credential.Refused(RefusalReasons.NotOneSpace);
        }

        // The decoder skips white space; that would accept spellings no one wrote down.
        Span<byte> bytes = stackalloc byte[MaxEncoded / 4 * 3];
        if (text.Length > MaxEncoded || text.ContainsAnyExcept(Base64) || !Convert.TryFromBase64Chars(text, bytes, out var length))
        {
            return Credential.Absent(RefusalReasons.Foreign);
        }

        Span<char> decoded = stackalloc char[bytes.Length];
        decoded = decoded[..Encoding.Latin1.GetChars(bytes[..length], decoded)];
        return Credential.IsKeyLike(decoded) ? ReadUserName(decoded)
            : decoded is [':', ..] && Credential.IsKeyLike(decoded[1..]) ? Credential.Refused(RefusalReasons.BasicForm)
            : Credential.Absent(RefusalReasons.Foreign);
    }

    private static Credential ReadUserName(ReadOnlySpan<char> text)
    {
        var name = text is [.., ':'] ? text[..^1] : text;
        return name.Contains(':') ? Credential.Refused(RefusalReasons.BasicForm) : Credential.Of(name);
    }
}
