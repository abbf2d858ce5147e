using System.Runtime.InteropServices;

namespace ApiKeys;

/// <summary>What came of verifying a token. Never holds the token itself.</summary>
/// <param name="Code">Accepted, or why not.</param>
/// <param name="Key">The key that the token belongs to, if one does, ended keys included.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct VerificationResult(VerificationCode Code, VerifiedKey? Key = null)
{
    /// <summary>Whether the token is accepted.</summary>
    public bool IsValid => Code == VerificationCode.Valid;
}
