using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Members;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Team;

/// <summary>Reads people and invitations.</summary>
internal sealed class TeamReader(IDbContextFactory<AdminDbContext> contexts, TimeProvider timeProvider)
{
    /// <summary>One page of the people, by name.</summary>
    public async Task<PagedList<PersonDetails>> ListAsync(ListPeopleQuery query, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await People(db).ToListAsync(cancellationToken);
        var people = query.Apply(rows.Select(row => PersonDetails.Of(row.User, row.Role)));
        return new PagedList<PersonDetails>([.. people.Skip(query.Offset).Take(query.Limit)], people.Count, query.Offset, query.Limit);
    }

    /// <summary>A person, as a list of one; empty when there is none.</summary>
    public async Task<IReadOnlyList<PersonDetails>> PersonAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await People(db).Where(row => row.User.Id == userId).ToListAsync(cancellationToken);
        return [.. rows.Select(row => PersonDetails.Of(row.User, row.Role))];
    }

    public async Task<PersonDetails?> FindByEmailAsync(string email, CancellationToken cancellationToken)
    {
        var normalized = TeamStore.Normalize(email);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await People(db).FirstOrDefaultAsync(row => row.User.NormalizedEmail == normalized, cancellationToken);
        return row is null ? null : PersonDetails.Of(row.User, row.Role);
    }

    /// <summary>The person who signs in with this account at a single sign-on provider.</summary>
    public async Task<PersonDetails?> FindByLoginAsync(string issuer, string subject, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = db.UserLogins.Where(login => login.LoginProvider == issuer && login.ProviderKey == subject).Select(login => login.UserId);
        var row = await People(db).FirstOrDefaultAsync(row => ids.Contains(row.User.Id), cancellationToken);
        return row is null ? null : PersonDetails.Of(row.User, row.Role);
    }

    /// <summary>The id of the person with an address who may sign in with a password; null if there isn't one, whatever the reason.</summary>
    public async Task<string?> FindWithPasswordAsync(string email, CancellationToken cancellationToken)
    {
        var normalized = TeamStore.Normalize(email);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Users.Where(user => user.NormalizedEmail == normalized && user.PasswordHash != null && user.DeactivatedAt == null)
            .Select(user => user.Id).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The open invitations, the latest first.</summary>
    public async Task<IReadOnlyList<InvitationDetails>> OpenInvitationsAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(Open(db).OrderByDescending(row => row.Id), cancellationToken);
    }

    /// <summary>The open invitation of an address, as a list of one or none.</summary>
    public async Task<IReadOnlyList<InvitationDetails>> InvitationsOfAsync(string email, CancellationToken cancellationToken)
    {
        var normalized = TeamStore.Normalize(email);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(Open(db).Where(row => row.NormalizedEmail == normalized), cancellationToken);
    }

    /// <summary>An invitation, open or not, as a list of one or none.</summary>
    public async Task<IReadOnlyList<InvitationDetails>> InvitationAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(db.Invitations.AsNoTracking().Where(row => row.Id == id), cancellationToken);
    }

    /// <summary>The open invitation that a link is for; null when there is none, whatever the reason.</summary>
    public async Task<InvitationDetails?> InvitationAsync(LinkSecret secret, CancellationToken cancellationToken)
    {
        var digest = secret.Digest;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(Open(db).Where(row => row.Digest == digest), cancellationToken) is [var only] ? only : null;
    }

    /// <summary>Whose password a link sets; null when it doesn't work, whatever the reason.</summary>
    public async Task<PasswordLinkDetails?> PasswordLinkAsync(LinkSecret secret, CancellationToken cancellationToken)
    {
        var (digest, now) = (secret.Digest, timeProvider.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var user = await db.PasswordLinks.Where(row => row.Digest == digest && row.ExpiresAt > now)
            .Join(db.Users, row => row.UserId, user => user.Id, (_, user) => user).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
        return user is null ? null : new PasswordLinkDetails(secret, user.Id, user.Email ?? "", user.DisplayName);
    }

    private static IQueryable<PersonRow> People(AdminDbContext db) => db.Users.AsNoTracking().Select(user => new PersonRow
    {
        User = user,
        Role = db.UserRoles.Where(link => link.UserId == user.Id).Select(link => link.RoleId).FirstOrDefault() ?? "",
    });

    private static async Task<IReadOnlyList<InvitationDetails>> ReadAsync(IQueryable<Invitation> rows, CancellationToken cancellationToken) =>
        [.. (await rows.ToListAsync(cancellationToken)).Select(InvitationDetails.Of)];

    private IQueryable<Invitation> Open(AdminDbContext db)
    {
        var now = timeProvider.GetUtcNow();
        return db.Invitations.AsNoTracking().Where(row => row.ClosedAt == null && row.ExpiresAt > now);
    }

    private sealed class PersonRow
    {
        public required AdminUser User { get; init; }

        public required string Role { get; init; }
    }
}
