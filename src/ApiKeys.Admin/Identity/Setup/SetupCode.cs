using System.Security.Cryptography;
using System.Text;

namespace ApiKeys.Admin.Identity.Setup;

/// <summary>
/// The one-time code that proves that whoever sets the product up also sees its console. Twelve letters of a 32-letter alphabet are 60 bits;
/// at the rate limit of the set-up page a guess is hopeless, so wrong codes don't replace it: a stranger could otherwise keep it changing.
/// </summary>
internal sealed class SetupCode
{
    private const int Length = 12;
    private const int GroupLength = 4;

    // Crockford's base 32: no I, L, O, U.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private readonly string _code = RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>The code in groups, as the console shows it.</summary>
    public string Display => string.Join('-', _code.Chunk(GroupLength).Select(group => new string(group)));

    public bool Matches(string? typed) =>
        CryptographicOperations.FixedTimeEquals(Digest(Normalize(typed ?? "")), Digest(_code));

    // Dashes, spaces and case are how the code was copied, not what it is; O, I and L are read where 0 and 1 were shown.
    private static string Normalize(string typed) => string.Concat(
        typed.Where(char.IsAsciiLetterOrDigit).Take(Length + 1).Select(char.ToUpperInvariant).Select(letter => letter switch
        {
            'O' => '0',
            'I' or 'L' => '1',
            _ => letter,
        }));

    // Digests have one length, so the comparison does not tell how long the code is.
    private static byte[] Digest(string code) => SHA256.HashData(Encoding.ASCII.GetBytes(code));
}
