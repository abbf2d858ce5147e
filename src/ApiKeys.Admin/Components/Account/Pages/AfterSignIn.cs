using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Components.Account.Pages;

/// <summary>Where a sign-in leads: to what there is to tell first, else to where the user wanted to go.</summary>
internal sealed class AfterSignIn(SignInDevices devices, UserManager<AdminUser> users)
{
    public async Task<string> FindAsync(string userId, string? returnUrl, HttpContext context)
    {
        var target = LocalUrl.OrHome(returnUrl);
        if (await users.FindByIdAsync(userId) is { TwoFactorEnabled: false, SecondFactorDueAt: not null })
        {
            target = "/account/second-factor" + QueryString.Create("returnUrl", target);
        }

        return await devices.FindNewAsync(context, userId) is { Count: > 0 } ? "/account/new-devices" + QueryString.Create("returnUrl", target) : target;
    }
}
