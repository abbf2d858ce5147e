using System.Security.Cryptography;
using System.Text;

namespace ApiKeys.Admin.Identity.Members;

/// <summary>The secret part of a one-time link: 256 random bits, of which only the digest is stored.</summary>
/// <param name="Value">What the link has behind its <c>#</c>.</param>
internal sealed record LinkSecret(string Value)
{
    private const int Bytes = 32;
    private const int Length = 2 * Bytes;

    public byte[] Digest => SHA256.HashData(Encoding.ASCII.GetBytes(Value));

    public static LinkSecret New() => new(Convert.ToHexString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>Reads what a person pasted: the secret, or the whole link. Null when it is neither.</summary>
    public static LinkSecret? TryParse(string text)
    {
        var secret = text[(text.IndexOf('#', StringComparison.Ordinal) + 1)..].Trim();
        return secret.Length == Length && secret.All(char.IsAsciiHexDigit) ? new LinkSecret(secret.ToUpperInvariant()) : null;
    }

    public override string ToString() => "(secret)";
}
