using System.Diagnostics;
using System.Runtime.InteropServices;
using ApiKeys.Authentication.Refusals;
using ApiKeys.Tokens;
using Microsoft.Extensions.Primitives;

namespace ApiKeys.Authentication.Credentials;

/// <summary>What a request presents as its key: a text to verify, something to refuse unseen, or nothing of ours.</summary>
[StructLayout(LayoutKind.Auto)]
[DebuggerDisplay("{Refusal}")]
internal readonly struct Credential
{
    /// <summary>The longest text that is worth verifying. What is longer is no token, and costs nothing more than to see that.</summary>
    private const int MaxLength = TokenFormat.MaxLength;

    private Credential(PresentedToken? token, Refusal? refusal, bool isAbsent)
    {
        Token = token;
        Refusal = refusal;
        IsAbsent = isAbsent;
    }

    /// <summary>What to verify, or <see langword="null"/> when there is a refusal.</summary>
    public PresentedToken? Token { get; }

    /// <summary>Why there is nothing to verify.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether the request makes no attempt at presenting a key: another scheme may let it in.</summary>
    public bool IsAbsent { get; }

    public static Credential Absent(Refusal refusal) => new(null, refusal, isAbsent: true);

    public static Credential Refused(Refusal refusal) => new(null, refusal, isAbsent: false);

    /// <summary>A text that stands where a key belongs, whatever it is.</summary>
    public static Credential Of(ReadOnlySpan<char> text) =>
        text.Length > MaxLength ? Refused(RefusalReasons.Mistyped) : Of(new PresentedToken(text.ToString()));

    public static Credential Of(PresentedToken token) => new(token, null, isAbsent: false);

    /// <summary>
    /// Reads a header that holds a key and nothing else. Others use such headers too: what is not even like a key is no attempt at presenting one.
    /// </summary>
    public static Credential OfHeader(StringValues values, Refusal missing) => values switch
    {
        [] => Absent(missing),
        [null or ""] => Absent(missing),
        [{ } value] when !IsKeyLike(value) => Absent(RefusalReasons.NotKeyLike),
        [{ Length: <= MaxLength } value] => Of(new PresentedToken(value)),
        [_] => Refused(RefusalReasons.Mistyped),
        _ when values.Any(value => IsKeyLike(value)) => Refused(RefusalReasons.Several),
        _ => Absent(RefusalReasons.NotKeyLike),
    };

    /// <summary>Whether a text is meant to be a key, whole or not. The prefixes are ours, so other schemes miss nothing.</summary>
    public static bool IsKeyLike(ReadOnlySpan<char> text) =>
        text.StartsWith(TokenFormat.SecretPrefix, StringComparison.Ordinal) || text.StartsWith(TokenFormat.PublishablePrefix, StringComparison.Ordinal);

    public static ApiKeyType TypeOf(ReadOnlySpan<char> keyLike) =>
        keyLike.StartsWith(TokenFormat.SecretPrefix, StringComparison.Ordinal) ? ApiKeyType.Secret : ApiKeyType.Publishable;
}
