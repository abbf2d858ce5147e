using System.Buffers.Text;
using System.Globalization;

namespace ApiKeys.Tokens;

/// <summary>A text read in another way, and where each of its characters comes from.</summary>
/// <param name="Text">The text to search.</param>
/// <param name="Starts">Where each character begins in the text that was given; null for the text itself.</param>
/// <param name="Ends">Where each ends there.</param>
internal readonly record struct TokenForm(string Text, int[]? Starts, int[]? Ends)
{
    public int StartOf(int at) => Starts is null ? at : Starts[at];

    public int EndOf(int at) => Ends is null ? at + 1 : Ends[at];
}

/// <summary>The ways in which a text can hold a token.</summary>
internal static class TokenForms
{
    private const int ShortestBase64 = 64;
    private const int ShortestHex = 2 * 49;

    public static IEnumerable<TokenForm> Of(string text)
    {
        var plain = new TokenForm(text, null, null);
        TokenForm[] readings = text.Contains('%', StringComparison.Ordinal) ? [plain, Unescape(plain)] : [plain];
        foreach (var reading in readings)
        {
            yield return reading;
            yield return Where(reading, letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
            foreach (var decoded in Decode(Where(reading, letter => !char.IsWhiteSpace(letter))))
            {
                yield return decoded;
            }
        }
    }

    // %5F is an underscore. What is no ASCII can't be part of a token.
    private static TokenForm Unescape(TokenForm form)
    {
        var builder = new FormBuilder(form);
        for (var i = 0; i < form.Text.Length; i++)
        {
            if (form.Text[i] == '%' && i + 2 < form.Text.Length
                && byte.TryParse(form.Text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var escaped))
            {
                builder.Add((char)escaped, i, i + 2);
                i += 2;
            }
            else
            {
                builder.Add(form.Text[i], i, i);
            }
        }

        return builder.Build();
    }

    private static TokenForm Where(TokenForm form, Func<char, bool> isKept)
    {
        var builder = new FormBuilder(form);
        for (var i = 0; i < form.Text.Length; i++)
        {
            if (isKept(form.Text[i]))
            {
                builder.Add(form.Text[i], i, i);
            }
        }

        return builder.Build();
    }

    private static IEnumerable<TokenForm> Decode(TokenForm form)
    {
        foreach (var (start, length) in Runs(form.Text, IsBase64, ShortestBase64))
        {
            // What stands before it may have been taken for part of it.
            for (var skipped = 0; skipped < 4; skipped++)
            {
                yield return Base64(form, start + skipped, length - skipped);
            }
        }

        foreach (var (start, length) in Runs(form.Text, char.IsAsciiHexDigit, ShortestHex))
        {
            yield return Hex(form, start, length / 2);
            yield return Hex(form, start + 1, (length - 1) / 2);
        }
    }

    private static TokenForm Base64(TokenForm form, int start, int length)
    {
        // Filled up, for it may have been cut; what the filling adds is left out.
        var digits = form.Text.Substring(start, length).Replace('+', '-').Replace('/', '_').PadRight((length + 3) / 4 * 4, 'A');
        var bytes = Base64Url.DecodeFromChars(digits);
        var builder = new FormBuilder(form);
        for (var i = 0; i < length * 3 / 4; i++)
        {
            var first = start + (i / 3 * 4) + (i % 3);
            builder.Add((char)bytes[i], first, first + 1);
        }

        return builder.Build();
    }

    private static TokenForm Hex(TokenForm form, int start, int count)
    {
        var bytes = Convert.FromHexString(form.Text.AsSpan(start, count * 2));
        var builder = new FormBuilder(form);
        for (var i = 0; i < bytes.Length; i++)
        {
            builder.Add((char)bytes[i], start + (2 * i), start + (2 * i) + 1);
        }

        return builder.Build();
    }

    private static IEnumerable<(int Start, int Length)> Runs(string text, Func<char, bool> isPart, int shortest)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || !isPart(text[i]))
            {
                if (i - start >= shortest)
                {
                    yield return (start, i - start);
                }

                start = i + 1;
            }
        }
    }

    private static bool IsBase64(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/' or '-' or '_';

    private sealed class FormBuilder(TokenForm source)
    {
        private readonly List<char> _text = [];
        private readonly List<int> _starts = [];
        private readonly List<int> _ends = [];

        /// <summary>Adds a character that comes from the source's characters from the first to the last.</summary>
        public void Add(char letter, int first, int last)
        {
            _text.Add(letter);
            _starts.Add(source.StartOf(first));
            _ends.Add(source.EndOf(last));
        }

        public TokenForm Build() => new(new string([.. _text]), [.. _starts], [.. _ends]);
    }
}
