using System.Security.Cryptography;

namespace ApiKeys.Admin.Transfer.Tables;

/// <summary>
/// Counts rows and adds up their SHA-256, modulo 2^256. A sum doesn't depend on the order: databases sort what is beyond 16 bits in different ways, and the same
/// rows must have the same checksum in each. It finds what went wrong, not what someone forged.
/// </summary>
internal sealed class TableChecksum
{
    private readonly byte[] _sum = new byte[SHA256.HashSizeInBytes];

    public long Rows { get; private set; }

    public string Value => Convert.ToHexStringLower(_sum);

    public void Add(ReadOnlySpan<byte> row)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(row, digest);
        var carry = 0;
        for (var i = digest.Length - 1; i >= 0; i--)
        {
            carry += _sum[i] + digest[i];
            _sum[i] = (byte)carry;
            carry >>= 8;
        }

        Rows++;
    }
}
