using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Identity;

/// <summary>Length instead of composition: rules about digits and signs make passwords worse.</summary>
internal static class PasswordRules
{
    public const int MinimumLength = 12;

    // Hashing is paid per try; nobody types more than this.
    public const int MaximumLength = 256;

    public const string Hint = "At least 12 characters, without the first part of the e-mail address.";

    // A shorter part is in too many good passwords by chance.
    private const int ShortestPartThatCounts = 3;

    public static string? Problem(string password, string? email)
    {
        if (password.Length < MinimumLength)
        {
            return $"Use at least {MinimumLength} characters.";
        }

        if (password.Length > MaximumLength)
        {
            return $"Use at most {MaximumLength} characters.";
        }

        var localPart = email?.Split('@')[0].Trim() ?? "";
        return localPart.Length >= ShortestPartThatCounts && password.Contains(localPart, StringComparison.OrdinalIgnoreCase)
            ? $"Leave out “{localPart}”: whoever knows the e-mail address would try it first."
            : null;
    }
}

internal sealed class AdminPasswordValidator : IPasswordValidator<AdminUser>
{
    public const string ErrorCode = "Password";

    public Task<IdentityResult> ValidateAsync(UserManager<AdminUser> manager, AdminUser user, string? password) => Task.FromResult(
        PasswordRules.Problem(password ?? "", user.Email) is { } problem
            ? IdentityResult.Failed(new IdentityError { Code = ErrorCode, Description = problem })
            : IdentityResult.Success);
}
