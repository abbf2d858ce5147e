using ApiKeys.Admin.Identity.Session;
using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>What every way to sign in ends with.</summary>
internal sealed class SignInCompletion(
    UserManager<AdminUser> users,
    DashboardSession session,
    SignInDevices devices,
    SecondFactorRule rule,
    TimeProvider timeProvider,
    ILogger<SignInCompletion> logger)
{
    /// <summary>Begins a session in the browser that asked.</summary>
    /// <param name="user">Who has shown who they are.</param>
    /// <param name="hasSecondFactor">Whether also by a second factor.</param>
    /// <param name="trust">Whether their password is enough in this browser from now on.</param>
    /// <param name="context">The request.</param>
    public async Task CompleteAsync(AdminUser user, bool hasSecondFactor, bool trust, HttpContext context)
    {
        await NoteAsync(user);
        await session.BeginAsync(user, Proof(hasSecondFactor));
        await devices.RememberAsync(context, user.Id, trust);
    }

    /// <summary>Notes a sign-in that begins another kind of session.</summary>
    public async Task<SessionProof> NoteAsync(AdminUser user, bool hasSecondFactor)
    {
        await NoteAsync(user);
        return Proof(hasSecondFactor);
    }

    private async Task NoteAsync(AdminUser user)
    {
        user.LastSignInAt = timeProvider.GetUtcNow();
        await rule.ApplyAsync(user, await users.GetRolesAsync(user));
        await users.UpdateAsync(user);
        Log.SignedIn(logger, user.Id);
    }

    private SessionProof Proof(bool hasSecondFactor)
    {
        var now = timeProvider.GetUtcNow();
        return new SessionProof(now, hasSecondFactor ? now : null);
    }
}
