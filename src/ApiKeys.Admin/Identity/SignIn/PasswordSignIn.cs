using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Identity.SignIn;

internal sealed class PasswordSignIn(
    AdminSignInManager signIn, SignInThrottle throttle, DecoyPassword decoy, TimeProvider timeProvider, ILogger<PasswordSignIn> logger)
{
    private readonly UserManager<AdminUser> _users = signIn.UserManager;

    public async Task<PasswordSignInResult> SignInAsync(string email, string password, string network, CancellationToken cancellationToken)
    {
        var counters = throttle.ForSignIn(email, network);
        var attempt = await throttle.TakeAsync(counters, cancellationToken);
        if (!attempt.Allowed)
        {
            Log.SignInThrottled(logger);
            return new PasswordSignInResult.TooManyTries(attempt.Wait);
        }

        var user = await _users.FindByEmailAsync(email);
        if (!await PasswordFitsAsync(user, password) || user is null)
        {
            Log.SignInRefused(logger);
            return attempt.IsLast ? new PasswordSignInResult.TooManyTries(attempt.Wait) : new PasswordSignInResult.Wrong();
        }

        await throttle.ForgetAsync(counters, cancellationToken);
        if (user.DisabledAt is not null)
        {
            Log.SignInOfDisabledPersonRefused(logger, user.Id);
            return new PasswordSignInResult.Disabled();
        }

        await SignInAsync(user);
        return new PasswordSignInResult.SignedIn();
    }

    public async Task SignInAsync(AdminUser user)
    {
        user.LastSignInAt = timeProvider.GetUtcNow();
        await _users.UpdateAsync(user);
        await signIn.SignInAsync(user, isPersistent: false);
        Log.SignedIn(logger, user.Id);
    }

    private async Task<bool> PasswordFitsAsync(AdminUser? user, string password)
    {
        if (user is not null)
        {
            return await _users.CheckPasswordAsync(user, password);
        }

        // An unknown address must take as long as a known one, or the clock tells who has an account.
        decoy.Verify(password);
        return false;
    }
}
