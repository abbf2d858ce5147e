using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Identity.Passwords;

/// <summary>Has Identity apply <see cref="PasswordRules"/> to every password that it stores.</summary>
internal sealed class AdminPasswordValidator(PasswordRules rules) : IPasswordValidator<AdminUser>
{
    public const string ErrorCode = "Password";

    public Task<IdentityResult> ValidateAsync(UserManager<AdminUser> manager, AdminUser user, string? password) => Task.FromResult(
        rules.Problem(password ?? "", user.Email, user.DisplayName) is { } problem
            ? IdentityResult.Failed(new IdentityError { Code = ErrorCode, Description = problem })
            : IdentityResult.Success);
}
