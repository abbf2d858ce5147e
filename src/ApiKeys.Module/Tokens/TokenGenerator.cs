using System.Security.Cryptography;

namespace ApiKeys.Tokens;

/// <summary>Makes new tokens from the system's cryptographic generator.</summary>
internal static class TokenGenerator
{
    public static ApiKeyToken Generate(ApiKeyType type, string brand)
    {
        // GetString draws each character without modulo bias; 43 of 62 make 256.03 bits.
        var text = TokenFormat.Prefix(type, brand) + RandomNumberGenerator.GetString(TokenFormat.Alphabet, TokenFormat.BodyLength);

        Span<char> checksum = stackalloc char[TokenFormat.ChecksumLength];
        TokenFormat.WriteChecksum(text, checksum);
        return ApiKeyToken.TryParse(string.Concat(text, checksum), out var token)
            ? token
            : throw new InvalidOperationException($"The brand '{brand}' does not make a token that can be read back.");
    }
}
