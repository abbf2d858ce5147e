using ApiKeys.Admin.Identity.Circuits;
using ApiKeys.Admin.Identity.Session;

namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>After a change of how a user signs in: every other session of theirs ends, and this one goes on with a token of its own.</summary>
internal sealed class SessionRenewal(UserSessions sessions, DashboardSession session, SignInDevices devices, OpenPages pages, ILogger<SessionRenewal> logger)
{
    // The new security stamp has ended them already.
    public async Task RenewAsync(AdminUser user, SessionProof proof, HttpContext context)
    {
        await AfterCommit.TryAsync(() => sessions.EndAllAsync(user.Id), logger);
        await AfterCommit.TryAsync(() => session.BeginAsync(user, proof), logger);
        await AfterCommit.TryAsync(() => devices.ForgetOthersAsync(context, user.Id), logger);
        await pages.RefreshAsync(user.Id);
    }
}
