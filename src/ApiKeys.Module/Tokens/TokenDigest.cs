using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ApiKeys.Tokens;

/// <summary>The SHA-256 of a token, by value: nothing to allocate on the way to a look-up.</summary>
[InlineArray(TokenHasher.DigestLength)]
internal struct TokenDigest
{
    private byte _first;

    public static TokenDigest Of(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, TokenHasher.DigestLength);
        return MemoryMarshal.Read<TokenDigest>(bytes);
    }

    /// <summary>The first eight bytes, by which a table finds its slot: a digest is as good as random.</summary>
    public static ulong Prefix(in TokenDigest digest) => MemoryMarshal.Read<ulong>(Bytes(in digest));

    /// <summary>Compares in a time that doesn't tell where two digests differ.</summary>
    public static bool AreEqual(in TokenDigest left, in TokenDigest right) =>
        CryptographicOperations.FixedTimeEquals(Bytes(in left), Bytes(in right));

    public static ReadOnlySpan<byte> Bytes(in TokenDigest digest) => MemoryMarshal.AsBytes(new ReadOnlySpan<TokenDigest>(in digest));
}
