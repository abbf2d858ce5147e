using System.Buffers;
using System.IO.Hashing;

namespace ApiKeys.Tokens;

/// <summary>
/// The layout of a token, version 1:
/// <code>
/// sk_retail_ 43 characters of base 62     6 characters of base 62
/// └─prefix─┘ └body: 256 bits of entropy┘ └CRC-32 of all before it, most significant digit first┘
/// </code>
/// The prefix is <c>sk_</c> or <c>pk_</c>, the brand and an underscore. The checksum lets a mistyped or cut token be told so without
/// a look-up, and lets secret scanners drop look-alikes. It is no protection: anyone can compute it.
/// </summary>
internal static class TokenFormat
{
    public const string SecretPrefix = "sk_";
    public const string PublishablePrefix = "pk_";
    public const int BodyLength = 43;
    public const int ChecksumLength = 6;
    public const int MinBrandLength = 2;
    public const int MaxBrandLength = 20;
    public const int MaxLength = 3 + MaxBrandLength + 1 + BodyLength + ChecksumLength;
    public const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly SearchValues<char> AlphabetValues = SearchValues.Create(Alphabet);

    public static string Prefix(ApiKeyType type, string brand) =>
        (type == ApiKeyType.Secret ? SecretPrefix : PublishablePrefix) + brand + "_";

    public static void WriteChecksum(ReadOnlySpan<char> text, Span<char> destination)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        for (var i = 0; i < text.Length; i++)
        {
            bytes[i] = (byte)text[i];
        }

        var crc = Crc32.HashToUInt32(bytes[..text.Length]);
        for (var i = ChecksumLength - 1; i >= 0; i--)
        {
            (crc, var digit) = Math.DivRem(crc, (uint)Alphabet.Length);
            destination[i] = Alphabet[(int)digit];
        }
    }

    /// <summary>Whether a text has the layout and its checksum holds. Never throws, whatever it is given.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out ApiKeyType type, out int prefixLength)
    {
        type = default;
        prefixLength = text.Length - BodyLength - ChecksumLength;
        if (text.Length > MaxLength || prefixLength < 3 + MinBrandLength + 1)
        {
            return false;
        }

        if (text.StartsWith(SecretPrefix, StringComparison.Ordinal))
        {
            type = ApiKeyType.Secret;
        }
        else if (text.StartsWith(PublishablePrefix, StringComparison.Ordinal))
        {
            type = ApiKeyType.Publishable;
        }
        else
        {
            return false;
        }

        if (!IsBrand(text[3..(prefixLength - 1)]) || text[prefixLength - 1] != '_'
            || text[prefixLength..].ContainsAnyExcept(AlphabetValues))
        {
            return false;
        }

        Span<char> checksum = stackalloc char[ChecksumLength];
        WriteChecksum(text[..^ChecksumLength], checksum);
        return text[^ChecksumLength..].SequenceEqual(checksum);
    }

    /// <summary>Whether body and checksum are those of a token with this prefix.</summary>
    public static bool HasChecksum(ReadOnlySpan<char> prefix, ReadOnlySpan<char> bodyAndChecksum)
    {
        // The largest CRC-32 is 4gfFC3 in base 62. This check comes first, because a search asks for nearly every character of a text.
        if (bodyAndChecksum[BodyLength] > '4')
        {
            return false;
        }

        Span<char> text = stackalloc char[MaxLength];
        prefix.CopyTo(text);
        bodyAndChecksum.CopyTo(text[prefix.Length..]);
        Span<char> checksum = stackalloc char[ChecksumLength];
        WriteChecksum(text[..(prefix.Length + BodyLength)], checksum);
        return bodyAndChecksum[^ChecksumLength..].SequenceEqual(checksum);
    }

    /// <summary>Whether new tokens may have a brand: not <c>prod</c>, which secret scanners take for a key of Stripe. Tokens that have it keep working.</summary>
    public static bool IsBrandForNewTokens(ReadOnlySpan<char> text) => IsBrand(text) && text is not "prod";

    /// <summary>
    /// Whether a text may stand as the brand: 2 to 20 lower-case ASCII letters, but not <c>live</c> or <c>test</c>, which secret scanners take
    /// for a key of Stripe.
    /// </summary>
    public static bool IsBrand(ReadOnlySpan<char> text) =>
        text.Length is >= MinBrandLength and <= MaxBrandLength
        && !text.ContainsAnyExceptInRange('a', 'z')
        && text is not "live" and not "test";
}
