namespace ApiKeys.Admin.Identity.OwnChanges;

/// <summary>The one way in which people change how they sign in.</summary>
internal sealed class OwnAccount(IOwnChanges changes, AdminDbContext db, ILogger<OwnAccount> logger)
{
    /// <summary>Changes a person as this request has read them. Afterwards the object is as the database has it.</summary>
    /// <returns>Whether it was made; not if there was nothing to change, or someone changed the person meanwhile.</returns>
    public async Task<bool> ChangeAsync(AdminUser user, OwnChange change, CancellationToken cancellationToken)
    {
        if (!await changes.MakeAsync(user.Id, user.ConcurrencyStamp ?? "", change, cancellationToken))
        {
            return false;
        }

        await AfterCommit.TryAsync(() => ReloadAsync(user), logger);
        return true;
    }

    /// <summary>Changes what doesn't depend on anything that was read. It goes on if the caller leaves.</summary>
    public Task<bool> ChangeAsync(string userId, OwnChange change) => changes.MakeAsync(userId, seenStamp: null, change, CancellationToken.None);

    // The change was made by another context; what this one has read is old.
    private async Task ReloadAsync(AdminUser user)
    {
        db.ChangeTracker.Clear();
        await db.Attach(user).ReloadAsync();
    }
}
