using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Members;
using ApiKeys.Audit;
using ApiKeys.Operations;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Team;

/// <summary>What steps on the team do: take the people's tables into their transaction, load rows, or refuse.</summary>
internal sealed class TeamStore(AdminContextJoin join)
{
    private static readonly LookupNormalizer Normalizer = new();

    public static string Normalize(string email) => Normalizer.NormalizeEmail(email.Trim()) ?? "";

    /// <summary>
    /// Opens the people's tables in the step's transaction. The feed's lock comes first, so changes of the team run one after another: two owners who demote each
    /// other at the same moment can't both succeed.
    /// </summary>
    public async Task<AdminDbContext> OpenAsync(StepContext step, CancellationToken cancellationToken)
    {
        await step.LockFeedAsync(cancellationToken);
        return await step.JoinAsync(join.On);
    }

    /// <summary>The same for a change that only owners may make. What the caller was a moment ago, before the lock, doesn't count.</summary>
    public async Task<AdminDbContext> OpenAsOwnerAsync(StepContext step, CancellationToken cancellationToken)
    {
        var db = await OpenAsync(step, cancellationToken);
        if (step.StartedBy.StartsWith(Ids.UserPrefix, StringComparison.Ordinal)
            && !await ActiveOwners(db).AnyAsync(id => id == step.StartedBy, cancellationToken))
        {
            step.RefuseIf(new ApiKeyError(ApiKeyErrorCode.Forbidden, AdminPolicies.Missing(AdminPolicies.ManageTeam)));
        }

        return db;
    }

    public static async Task<AdminUser> LoadAsync(StepContext step, AdminDbContext db, string userId, CancellationToken cancellationToken)
    {
        var user = await FindAsync(db, userId, cancellationToken);
        step.RefuseIf(user is null ? TeamErrors.NoPerson(userId) : null);
        return user!;
    }

    /// <summary>A person, for an undo, which tolerates that they are gone.</summary>
    public static Task<AdminUser?> FindAsync(AdminDbContext db, string userId, CancellationToken cancellationToken) =>
        db.Users.FirstOrDefaultAsync(user => user.Id == userId, cancellationToken);

    public static async Task<string> RoleAsync(AdminDbContext db, string userId, CancellationToken cancellationToken) =>
        await db.UserRoles.Where(link => link.UserId == userId).Select(link => link.RoleId).FirstOrDefaultAsync(cancellationToken) ?? "";

    /// <summary>Whether the person is the only owner who can sign in.</summary>
    public static async Task<bool> IsLastOwnerAsync(AdminDbContext db, string userId, CancellationToken cancellationToken) =>
        await ActiveOwners(db).ToListAsync(cancellationToken) is [var only] && only == userId;

    public static async Task RefuseLastOwnerAsync(StepContext step, AdminDbContext db, AdminUser user, CancellationToken cancellationToken) =>
        step.RefuseIf(await IsLastOwnerAsync(db, user.Id, cancellationToken) ? TeamErrors.LastOwner(user.Id, user.DisplayName) : null);

    /// <summary>The invitation of a link that still works, or a refusal that doesn't say why.</summary>
    public static async Task<Invitation> LoadOpenAsync(StepContext step, AdminDbContext db, byte[] digest, CancellationToken cancellationToken)
    {
        var invitation = await db.Invitations.FirstOrDefaultAsync(row => row.Digest == digest, cancellationToken);
        step.RefuseIf(invitation?.IsOpenAt(step.Now) == true ? null : TeamErrors.DeadLink());
        return invitation!;
    }

    // The roles' ids are their names; see AdminDbContext.
    private static IQueryable<string> ActiveOwners(AdminDbContext db) =>
        from link in db.UserRoles
        join user in db.Users on link.UserId equals user.Id
        where link.RoleId == AdminRoles.Owner && user.DeactivatedAt == null
        select user.Id;
}
