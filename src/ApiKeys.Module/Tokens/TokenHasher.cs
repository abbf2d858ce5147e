using System.Security.Cryptography;
using System.Text;

namespace ApiKeys.Tokens;

/// <summary>
/// Digests tokens for storage and look-up. Digest version 1: SHA-256 of the token's ASCII bytes, 32 bytes.
/// </summary>
/// <remarks>
/// A slow, salted hash protects passwords, which can be guessed. A token has 256 bits of entropy: there is nothing to guess, and a slow
/// hash would only let anyone burn our processor with garbage. Without a salt the digest can be looked up by an index.
/// </remarks>
internal static class TokenHasher
{
    public const int CurrentVersion = 1;
    public const int DigestLength = SHA256.HashSizeInBytes;

    public static byte[] Digest(ApiKeyToken token) => SHA256.HashData(Encoding.ASCII.GetBytes(token.Reveal()));
}
