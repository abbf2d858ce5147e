using System.Diagnostics;

namespace ApiKeys.Tokens;

/// <summary>A text presented as a token, with all that can be told and computed from it alone.</summary>
[DebuggerDisplay("{Redacted}")]
internal sealed class PresentedToken
{
    private readonly TokenDigest _digest;

    public PresentedToken(string text)
    {
        Text = text;
        IsWellFormed = TokenFormat.TryRead(text, out _, out _);
        if (IsWellFormed)
        {
            _digest = TokenHasher.Digest(text);
        }
    }

    public string Text { get; }

    /// <summary>Whether the layout and the checksum are those of a token. If not, there is no digest.</summary>
    public bool IsWellFormed { get; }

    public ref readonly TokenDigest Digest => ref _digest;

    private string Redacted => TokenRedactor.Scrub(Text);
}
