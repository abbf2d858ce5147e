using System.Runtime.InteropServices;
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

    // One for each thread, used again: a quarter faster than SHA256.HashData, which sets the native library up anew for each token.
    [ThreadStatic]
    private static IncrementalHash? _hash;

    public static byte[] Digest(ApiKeyToken token) => TokenDigest.Bytes(Digest(token.Reveal())).ToArray();

    /// <summary>Digests a text that <see cref="TokenFormat"/> has read as a token.</summary>
    public static TokenDigest Digest(ReadOnlySpan<char> token)
    {
        Span<byte> bytes = stackalloc byte[TokenFormat.MaxLength];
        var length = Encoding.ASCII.GetBytes(token, bytes);
        var digest = default(TokenDigest);
        _hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _hash.AppendData(bytes[..length]);
        _hash.GetHashAndReset(MemoryMarshal.AsBytes(new Span<TokenDigest>(ref digest)));
        return digest;
    }
}
