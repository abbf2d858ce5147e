using System.Security.Cryptography;
using System.Text;

namespace ApiKeys.Admin.Identity.Factors;

/// <summary>A code that stands in once for a lost second factor: 16 letters and digits, in groups of four.</summary>
/// <remarks>They have 75 random bits, which no one finds by hashing guesses; so a plain digest protects them, as it does keys.</remarks>
internal static class RecoveryCode
{
    /// <summary>How many a user gets.</summary>
    public const int Count = 10;

    private const int Length = 16;
    private const int Group = 4;

    // Without vowels, which make words, and without letters and digits that look alike.
    private const string Letters = "23456789bcdfghjkmnpqrtvwxy";

    public static IReadOnlyList<string> NewSet() => [.. Enumerable.Range(0, Count).Select(_ => New())];

    public static string New() => string.Join('-', RandomNumberGenerator.GetString(Letters, Length).Chunk(Group).Select(letters => new string(letters)));

    /// <summary>Whether a text can be one, however it was typed.</summary>
    public static bool IsShaped(string typed) => Normalize(typed) is { Length: Length } code && code.All(Letters.Contains);

    /// <summary>What is stored. It differs for the same code of another user.</summary>
    public static string Digest(string userId, string typed) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"recovery code|{userId}|{Normalize(typed)}")));

    private static string Normalize(string typed) => string.Concat(typed.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
