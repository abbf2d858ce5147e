using System.Runtime.CompilerServices;

namespace ApiKeys.Verification.Ring;

/// <summary>The eight characters that a redacted token shows, without a string of their own for each key.</summary>
[InlineArray(Length)]
internal struct RedactedEnds
{
    private const int Length = 8;
    private const char Ellipsis = '…';

    private byte _first;

    /// <summary>Takes <c>sk_retail_Ab3f…x9Qz</c> apart; what is written otherwise stays whole, as the prefix.</summary>
    public static (string Prefix, RedactedEnds Ends) Split(string redacted, RingTexts texts)
    {
        var ends = default(RedactedEnds);
        var prefixLength = redacted.Length - Length - 1;
        if (prefixLength < 0 || redacted[prefixLength + (Length / 2)] != Ellipsis || !System.Text.Ascii.IsValid(redacted.AsSpan(0, prefixLength + (Length / 2))))
        {
            return (redacted, ends);
        }

        for (var i = 0; i < Length; i++)
        {
            ends[i] = (byte)redacted[prefixLength + i + (i < Length / 2 ? 0 : 1)];
        }

        return (texts.Share(redacted[..prefixLength]), ends);
    }

    public readonly string Join(string prefix)
    {
        if (_first == 0)
        {
            return prefix;
        }

        Span<char> text = stackalloc char[Length + 1];
        for (var i = 0; i < Length; i++)
        {
            text[i + (i < Length / 2 ? 0 : 1)] = (char)this[i];
        }

        text[Length / 2] = Ellipsis;
        return string.Concat(prefix, text);
    }
}
