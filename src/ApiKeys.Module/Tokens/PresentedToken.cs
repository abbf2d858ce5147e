using System.Diagnostics;

namespace ApiKeys.Tokens;

/// <summary>A text presented as a token, with all that can be told and computed from it alone.</summary>
[DebuggerDisplay("{Display}")]
internal sealed class PresentedToken
{
    private readonly TokenDigest _digest;
    private readonly int _prefixLength;

    public PresentedToken(string text)
    {
        Text = text;
        IsWellFormed = TokenFormat.TryRead(text, out _, out _prefixLength);
        if (IsWellFormed)
        {
            _digest = TokenHasher.Digest(text);
        }
    }

    public string Text { get; }

    /// <summary>Whether the layout and the checksum are those of a token. If not, there is no digest.</summary>
    public bool IsWellFormed { get; }

    public ref readonly TokenDigest Digest => ref _digest;

    /// <summary>The redacted form; <see langword="null"/> when the text isn't a token.</summary>
    public string? Redacted => IsWellFormed ? TokenRedactor.Redact(Text, _prefixLength) : null;

    private string Display => TokenRedactor.Scrub(Text);
}
