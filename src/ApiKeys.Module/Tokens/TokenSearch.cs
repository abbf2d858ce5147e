using System.Collections.Immutable;
using System.Text;
using ApiKeys.Tokens;

namespace ApiKeys;

/// <summary>
/// Finds whole tokens in a text that is to be stored, logged or shown: as they are, without their prefix, split by spaces or other signs, percent-encoded, in
/// base64 or in hexadecimal digits. The checksum tells a token from other texts, so that almost nothing else is found.
/// </summary>
/// <remarks>
/// A token whose prefix is missing is found when its brand is known in this process: those that the options name, and the earlier default <c>shop</c>. Takes a
/// time proportional to the length of the text: about a microsecond for each character.
/// </remarks>
public static class TokenSearch
{
    private const int SecretLength = TokenFormat.BodyLength + TokenFormat.ChecksumLength;

    private static ImmutableArray<string> _prefixes = [];

    static TokenSearch()
    {
        Know("shop");
        Know(new TokenOptions().Brand);
    }

    /// <summary>Finds the tokens of a text.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Each token once for each place, in the order of the text; empty where there is none.</returns>
    public static IReadOnlyList<ApiKeyToken> Find(string text) => [.. Places(text).Select(place => place.Token)];

    /// <summary>Puts something else in the place of each token.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="replacement">What to write for a token: for example its redacted form, <see cref="ApiKeyToken.ToString"/>.</param>
    /// <returns>The text, unchanged where there is no token.</returns>
    public static string Replace(string text, Func<ApiKeyToken, string> replacement)
    {
        ArgumentNullException.ThrowIfNull(replacement);
        var replaced = new StringBuilder();
        var end = 0;
        foreach (var (start, next, token) in Places(text))
        {
            replaced.Append(text, end, start - end).Append(replacement(token));
            end = next;
        }

        return end == 0 ? text : replaced.Append(text, end, text.Length - end).ToString();
    }

    /// <summary>Lets tokens of a brand be found without their prefix.</summary>
    internal static void Know(string brand) => ImmutableInterlocked.Update(
        ref _prefixes,
        static (known, prefixes) => known.Contains(prefixes[0], StringComparer.Ordinal) ? known : known.AddRange(prefixes),
        new[] { TokenFormat.Prefix(ApiKeyType.Secret, brand), TokenFormat.Prefix(ApiKeyType.Publishable, brand) });

    private static IEnumerable<(int Start, int End, ApiKeyToken Token)> Places(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<(int Start, int End, ApiKeyToken Token)> found = [];
        if (text.Length >= SecretLength)
        {
            foreach (var form in TokenForms.Of(text))
            {
                Find(form, found);
            }
        }

        return found.OrderBy(place => place.Start);
    }

    private static void Find(in TokenForm form, List<(int Start, int End, ApiKeyToken Token)> found)
    {
        var run = 0;
        for (var i = 0; i < form.Text.Length; i++)
        {
            run = char.IsAsciiLetterOrDigit(form.Text[i]) ? run + 1 : 0;
            if (run >= SecretLength && Read(form.Text, i + 1 - SecretLength) is var (token, prefixLength))
            {
                var start = form.StartOf(i + 1 - SecretLength - prefixLength);
                var end = form.EndOf(i);
                if (!found.Exists(other => other.Start < end && start < other.End))
                {
                    found.Add((start, end, token));
                }

                run = 0;
            }
        }
    }

    private static (ApiKeyToken Token, int PrefixLength)? Read(string text, int at)
    {
        var secret = text.AsSpan(at, SecretLength);
        if (PrefixBefore(text, at) is > 0 and var length && ApiKeyToken.TryParse(text.Substring(at - length, length + SecretLength), out var whole))
        {
            return (whole, length);
        }

        foreach (var prefix in _prefixes)
        {
            if (TokenFormat.HasChecksum(prefix, secret) && ApiKeyToken.TryParse(string.Concat(prefix, secret), out var bare))
            {
                return (bare, 0);
            }
        }

        return null;
    }

    /// <summary>The length of the prefix that ends before a place; 0 for none.</summary>
    private static int PrefixBefore(string text, int at)
    {
        if (at == 0 || text[at - 1] != '_')
        {
            return 0;
        }

        var brand = at - 2;
        while (brand >= 0 && text[brand] is >= 'a' and <= 'z')
        {
            brand--;
        }

        return brand >= 2 && text[brand] == '_' && text[brand - 1] == 'k' && text[brand - 2] is 's' or 'p' ? at - (brand - 2) : 0;
    }
}
