using ApiKeys.Admin.Identity.Factors;

namespace ApiKeys.Admin.Identity.OwnChanges;

/// <summary>A change that a person makes of how they sign in. It is an audit event: the person is its actor and its subject.</summary>
/// <param name="Action">What the audit log says.</param>
/// <param name="ApplyAsync">
/// Makes the change and says whether there was anything to change. It may be called again if an attempt fails, so it changes only what it is given.
/// </param>
internal sealed record OwnChange(ApiKeyAction Action, Func<OwnChangeContext, Task<bool>> ApplyAsync)
{
    /// <summary>Whether every session that was begun before ends.</summary>
    public bool EndsSessions { get; init; }
}

/// <summary>What a change works with: the person as they are now, and their tables in the transaction of the audit event.</summary>
internal sealed class OwnChangeContext(AdminDbContext database, AdminUserStore store, AdminUser user, DateTimeOffset now, CancellationToken cancellationToken)
{
    public AdminDbContext Database => database;

    public AdminUserStore Store => store;

    public AdminUser User => user;

    public DateTimeOffset Now => now;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>What the audit event says besides: <see cref="EventFacts"/>. Never a secret.</summary>
    public Dictionary<string, string> Facts { get; } = new(StringComparer.Ordinal);
}
