using System.Diagnostics;
using ApiKeys.Authentication.Refusals;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace ApiKeys.Authentication.Schemes;

/// <summary>
/// What a scheme found in a request. It stays with the request, so that the key is verified and its use noted once, however often the scheme is asked, and by an
/// endpoint with a gate of its own.
/// </summary>
[DebuggerDisplay("{Scheme}: {Noted}, {Refusal}")]
internal sealed class CheckedKey
{
    private CheckedKey? _earlier;

    public required string Scheme { get; init; }

    public required ApiKeyType Type { get; init; }

    /// <summary>The key that is let in.</summary>
    public VerifiedKey? Key { get; init; }

    /// <summary>What its use was noted as.</summary>
    public VerificationCode Noted { get; init; }

    /// <summary>Why no key is let in.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The request makes no attempt at presenting a key.</summary>
    public bool IsAbsent { get; init; }

    public required Task<AuthenticateResult> Result { get; init; }

    public static CheckedKey? Find(HttpContext context, string scheme)
    {
        var found = context.Features.Get<CheckedKey>();
        while (found is not null && !string.Equals(found.Scheme, scheme, StringComparison.Ordinal))
        {
            found = found._earlier;
        }

        return found;
    }

    /// <summary>What a request presented as a key of a type, if it presented one.</summary>
    public static CheckedKey? Find(HttpContext context, ApiKeyType type)
    {
        var found = context.Features.Get<CheckedKey>();
        while (found is not null && (found.Type != type || found.IsAbsent))
        {
            found = found._earlier;
        }

        return found;
    }

    public void KeepIn(HttpContext context)
    {
        _earlier = context.Features.Get<CheckedKey>();
        context.Features.Set(this);
    }
}
