using System.Diagnostics;
using ApiKeys.Authentication.Refusals;
using Microsoft.AspNetCore.Http;

namespace ApiKeys.Authentication;

/// <summary>
/// What a scheme found in a request. It stays with the request for an endpoint that has a gate too: the key is verified and its use counted once.
/// </summary>
[DebuggerDisplay("{Type}: {Key}, {Refusal}")]
internal sealed class CheckedKey
{
    private readonly CheckedKey? _earlier;

    private CheckedKey(ApiKeyType type, VerifiedKey? key, Refusal? refusal, CheckedKey? earlier) => (Type, Key, Refusal, _earlier) = (type, key, refusal, earlier);

    public ApiKeyType Type { get; }

    /// <summary>The key that was accepted.</summary>
    public VerifiedKey? Key { get; }

    /// <summary>Why no key was accepted.</summary>
    public Refusal? Refusal { get; }

    /// <summary>What a request presented as a key of a type, if it presented one.</summary>
    public static CheckedKey? Find(HttpContext context, ApiKeyType type)
    {
        var found = context.Features.Get<CheckedKey>();
        while (found is not null && found.Type != type)
        {
            found = found._earlier;
        }

        return found;
    }

    public static void Keep(HttpContext context, ApiKeyType type, VerifiedKey? key, Refusal? refusal) =>
        context.Features.Set(new CheckedKey(type, key, refusal, context.Features.Get<CheckedKey>()));
}
