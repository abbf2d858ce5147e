using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace ApiKeys.Admin.Endpoints.Auth;

// Not `required`: the contract says in its own words that one is missing or null. No record, which would print the password.
internal sealed class SignInBody
{
    [Required]
    [AllowNull]
    public string Email { get; init; } = "";

    [Required]
    [AllowNull]
    public string Password { get; init; } = "";

    /// <summary>Of the authenticator app, or a recovery code; for users with a second factor.</summary>
    public string? Code { get; init; }
}
