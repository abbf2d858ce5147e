using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ApiKeys.Tokens;

namespace ApiKeys;

/// <summary>
/// A raw token, held so that it can't slip out: printing, logging, formatting or serialising it gives the redacted form, and only
/// <see cref="Reveal"/> gives the text.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(RedactedTokenJsonConverter))]
public sealed class ApiKeyToken
{
    private readonly string _text;
    private readonly int _prefixLength;

    private ApiKeyToken(string text, ApiKeyType type, int prefixLength)
    {
        _text = text;
        _prefixLength = prefixLength;
        Type = type;
    }

    /// <summary>The type that the token's prefix declares.</summary>
    public ApiKeyType Type { get; }

    /// <summary>Reads a presented text as a token. Checks the layout and the checksum; knows nothing of which keys exist.</summary>
    /// <param name="text">Anything, from anyone; <see langword="null"/> is no token.</param>
    /// <param name="token">The token, when the text is one.</param>
    /// <returns>Whether the text is a token.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ApiKeyToken? token)
    {
        token = TokenFormat.TryRead(text, out var type, out var prefixLength) ? new ApiKeyToken(text!, type, prefixLength) : null;
        return token is not null;
    }

    /// <summary>The raw text. Give it to the one it belongs to and to nothing that keeps it.</summary>
    public string Reveal() => _text;

    /// <summary>The redacted token, such as <c>sk_retail_Ab3f…x9Qz</c>: prefix, then first and last four characters of the body.</summary>
    public override string ToString() => TokenRedactor.Redact(_text, _prefixLength);
}
