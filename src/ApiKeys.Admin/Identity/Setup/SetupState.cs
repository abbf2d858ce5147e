using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity.Setup;

/// <summary>Whether anyone can sign in yet.</summary>
internal sealed class SetupState(IDbContextFactory<AdminDbContext> contexts)
{
    // Goes from false to true only: the last owner can't be removed.
    private volatile bool _isDone;

    public async ValueTask<bool> IsDoneAsync(CancellationToken cancellationToken)
    {
        if (!_isDone)
        {
            // Read each time until then: another node may have been set up meanwhile.
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            _isDone = await db.Users.AnyAsync(cancellationToken);
        }

        return _isDone;
    }
}
