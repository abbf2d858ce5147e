using System.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity.Setup;

internal sealed class FirstOwner(AdminDbContext db, UserManager<AdminUser> users, TimeProvider timeProvider, ILogger<FirstOwner> logger)
{
    // Of two set-up posts that both saw an empty table, on one node or on two, only one may commit. A server tells the other to begin anew.
    public Task<FirstOwnerResult> CreateAsync(
        string email, string displayName, string password, CancellationToken cancellationToken) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(() => TryCreateAsync(email, displayName, password, cancellationToken));

    private async Task<FirstOwnerResult> TryCreateAsync(
        string email, string displayName, string password, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
        if (await db.Users.AnyAsync(cancellationToken))
        {
            return new FirstOwnerResult.AlreadyThere();
        }

        var owner = AdminUser.Create(email.Trim(), displayName.Trim(), timeProvider);
        var created = await users.CreateAsync(owner, password);
        if (created.Succeeded)
        {
            created = await users.AddToRoleAsync(owner, AdminRoles.Owner);
        }

        if (!created.Succeeded)
        {
            return new FirstOwnerResult.Refused([.. created.Errors]);
        }

        await transaction.CommitAsync(cancellationToken);
        Log.FirstOwnerCreated(logger, owner.Id);
        return new FirstOwnerResult.Created(owner);
    }
}

internal abstract record FirstOwnerResult
{
    private FirstOwnerResult()
    {
    }

    internal sealed record Created(AdminUser Owner) : FirstOwnerResult;

    internal sealed record AlreadyThere : FirstOwnerResult;

    internal sealed record Refused(IReadOnlyList<IdentityError> Errors) : FirstOwnerResult;
}
