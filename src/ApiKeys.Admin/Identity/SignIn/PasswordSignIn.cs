using ApiKeys.Admin.Identity.Session;
using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Identity.SignIn;

internal sealed class PasswordSignIn(
    UserManager<AdminUser> users,
    DashboardSession session,
    SignInThrottle throttle,
    SignInDevices devices,
    DecoyPassword decoy,
    TimeProvider timeProvider,
    ILogger<PasswordSignIn> logger)
{
    /// <summary>Begins a session in the browser that asked.</summary>
    public async Task<PasswordSignInResult> SignInAsync(string email, string password, HttpContext context)
    {
        var result = await CheckAsync(email, password, context);
        if (result is PasswordSignInResult.SignedIn { User: var user })
        {
            await BeginAsync(user, context);
        }

        return result;
    }

    /// <summary>Begins a session for someone who needs no password any more: the first owner, just set up.</summary>
    public async Task SignInAsync(AdminUser user, HttpContext context)
    {
        await NoteAsync(user);
        await BeginAsync(user, context);
    }

    /// <summary>Says who it is, under the same limits wherever passwords are taken. What they are given to stay signed in is the caller's.</summary>
    public async Task<PasswordSignInResult> CheckAsync(string email, string password, HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        var counters = throttle.ForSignIn(email, context);
        var attempt = await throttle.TakeAsync(counters, cancellationToken);
        if (!attempt.Allowed)
        {
            Log.SignInThrottled(logger);
            return new PasswordSignInResult.TooManyTries(attempt.Wait);
        }

        var user = await users.FindByEmailAsync(email);
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

        await NoteAsync(user);
        return new PasswordSignInResult.SignedIn(user);
    }

    private async Task BeginAsync(AdminUser user, HttpContext context)
    {
        await session.BeginAsync(user);
        await devices.RememberAsync(context, user.Id);
    }

    private async Task NoteAsync(AdminUser user)
    {
        user.LastSignInAt = timeProvider.GetUtcNow();
        await users.UpdateAsync(user);
        Log.SignedIn(logger, user.Id);
    }

    private async Task<bool> PasswordFitsAsync(AdminUser? user, string password)
    {
        if (user is not null)
        {
            return await users.CheckPasswordAsync(user, password);
        }

        // An unknown address must take as long as a known one, or the clock tells who has an account.
        decoy.Verify(password);
        return false;
    }
}
