using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>Who needs a second factor (<see cref="AccountOptions.RequireSecondFactor"/>), and until when they may go on without.</summary>
internal sealed class SecondFactorPolicy(UserManager<AdminUser> users, IOptions<AccountOptions> options, TimeProvider timeProvider)
{
    public async Task<bool> IsRequiredAsync(AdminUser user) =>
        options.Value.RequireSecondFactor.Count > 0 && (await users.GetRolesAsync(user)).Any(options.Value.RequireSecondFactor.Contains);

    /// <summary>Sets or lifts the user's date at a sign-in. Saved by the caller.</summary>
    public async Task ApplyAsync(AdminUser user)
    {
        // Without a password, single sign-on alone signs them in, and the provider asks for its own second factor.
        var lacks = user is { TwoFactorEnabled: false, PasswordHash: not null } && await IsRequiredAsync(user);
        user.SecondFactorDueAt = lacks ? user.SecondFactorDueAt ?? timeProvider.GetUtcNow() + options.Value.SecondFactorGrace : null;
    }
}
