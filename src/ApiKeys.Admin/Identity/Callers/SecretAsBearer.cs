using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication;

namespace ApiKeys.Admin.Identity.Callers;

/// <summary>A secret key was sent where bearer tokens go.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Thrown nowhere: it is why an authentication failed.")]
[SuppressMessage("Design", "CA1032", Justification = "Thrown nowhere: it is why an authentication failed.")]
internal sealed class SecretAsBearer() : AuthenticationFailureException("A secret key was sent as a bearer token.")
{
    private const string Scheme = "Bearer ";
    private const string SecretPrefix = "sk_";

    public static bool IsIn(HttpRequest request) =>
        request.Headers.Authorization is [{ } header]
        && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && header.AsSpan(Scheme.Length).TrimStart().StartsWith(SecretPrefix, StringComparison.Ordinal);
}
