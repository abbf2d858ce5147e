using System.Diagnostics.CodeAnalysis;
using ApiKeys.Authentication.Refusals;
using Microsoft.AspNetCore.Authentication;

namespace ApiKeys;

/// <summary>
/// The failure in the <see cref="AuthenticateResult"/> of a key's scheme, for hosts that answer a refused key in a form of their own. Never holds the token.
/// </summary>
[SuppressMessage("Design", "CA1032", Justification = "Only the schemes make one, from a code.")]
public sealed class ApiKeyRefusedException : AuthenticationFailureException
{
    internal ApiKeyRefusedException(string code)
        : base($"The key was refused: {code}.") => Code = code;

    /// <summary>The reason for programs, as the scheme's own answer has it: <c>revoked</c>, <c>expired</c>, <c>malformed</c> and so on.</summary>
    public string Code { get; }

    /// <summary>Whether keys can't be verified at the moment. The key may be valid. The response is 503.</summary>
    public bool IsStoreUnavailable => Code == RefusalReasons.StoreUnavailableCode;
}
