using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.OpenId;
using ApiKeys.Audit;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Team.OpenId;

/// <summary>
/// Joins someone who signs in with single sign-on for the first time to the person with their verified e-mail address, or creates that person. Of two such sign-ins at
/// once, the second finds what the first has made.
/// </summary>
internal sealed class JoinByOpenIdStep(TeamStore store)
    : Step<OpenIdPerson, IReadOnlyList<PersonDetails>, JoinByOpenIdUndo?>("join-by-single-sign-on")
{
    private const int StampLength = 32;

    protected internal override async Task<StepResult<IReadOnlyList<PersonDetails>, JoinByOpenIdUndo?>> ExecuteAsync(
        StepContext step, OpenIdPerson input, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsync(step, cancellationToken);
        var normalized = TeamStore.Normalize(input.Email);
        var known = await FindAsync(db, input, cancellationToken);
        var user = known ?? await db.Users.FirstOrDefaultAsync(row => row.NormalizedEmail == normalized, cancellationToken);
        if (known is not null || user is { DeactivatedAt: not null })
        {
            IReadOnlyList<PersonDetails> unchanged = [PersonDetails.Of(user!, await TeamStore.RoleAsync(db, user!.Id, cancellationToken))];
            return Done(unchanged, (JoinByOpenIdUndo?)null);
        }

        UserStamp? stamp = null;
        if (user is null)
        {
            user = Create(input, normalized, step.Now);
            db.Users.Add(user);
            db.UserRoles.Add(new IdentityUserRole<string> { UserId = user.Id, RoleId = input.Role });
            step.Record(ApiKeyAction.Created, TeamSubject.Of(user), (EventFacts.Role, input.Role));
        }
        else
        {
            stamp = UserStamp.Touch(user);
            step.Record(ApiKeyAction.SingleSignOnJoined, TeamSubject.Of(user));
        }

        db.UserLogins.Add(new IdentityUserLogin<string>
        {
            UserId = user.Id,
            LoginProvider = input.Issuer,
            ProviderKey = input.Subject,
            ProviderDisplayName = input.ProviderName,
        });
        IReadOnlyList<PersonDetails> joined = [PersonDetails.Of(user, stamp is null ? input.Role : await TeamStore.RoleAsync(db, user.Id, cancellationToken))];
        return Done(joined, (JoinByOpenIdUndo?)new JoinByOpenIdUndo(user.Id, input.Issuer, Digest(input.Subject), stamp));
    }

    protected internal override async Task CompensateAsync(StepContext step, JoinByOpenIdUndo? undo, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsync(step, cancellationToken);
        if (undo is null || await TeamStore.FindAsync(db, undo.UserId, cancellationToken) is not { } user)
        {
            return;
        }

        var logins = await db.UserLogins.Where(login => login.UserId == user.Id && login.LoginProvider == undo.Issuer).ToListAsync(cancellationToken);
        if (logins.Find(login => Digest(login.ProviderKey) == undo.SubjectDigest) is not { } joined)
        {
            return;
        }

        db.UserLogins.Remove(joined);
        undo.Stamp?.Restore(user);
        if (undo.Created)
        {
            db.Users.Remove(user);
            step.AfterCommit<RefreshOpenPages>(user.Id);
        }

        step.RecordUndone(undo.Created ? ApiKeyAction.Created : ApiKeyAction.SingleSignOnJoined, TeamSubject.Of(user));
    }

    private static AdminUser Create(OpenIdPerson person, string normalized, DateTimeOffset now)
    {
        var user = AdminUser.Create(Ids.New(Ids.UserPrefix, now), person.Email, person.Name, now);
        user.NormalizedEmail = normalized;
        user.NormalizedUserName = normalized;
        user.EmailConfirmed = true;
        user.LockoutEnabled = true;
        user.SecurityStamp = RandomNumberGenerator.GetHexString(StampLength);
        return user;
    }

    private static Task<AdminUser?> FindAsync(AdminDbContext db, OpenIdPerson person, CancellationToken cancellationToken) => db.UserLogins
        .Where(login => login.LoginProvider == person.Issuer && login.ProviderKey == person.Subject)
        .Join(db.Users, login => login.UserId, user => user.Id, (_, user) => user).FirstOrDefaultAsync(cancellationToken);

    private static string Digest(string subject) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(subject)));
}

/// <param name="UserId">Who was joined or created.</param>
/// <param name="Issuer">The provider.</param>
/// <param name="SubjectDigest">SHA-256 of the provider's id of the person: the journal outlives a person who is deleted.</param>
/// <param name="Stamp">The stamps of a person who was joined; null for one who was created.</param>
internal sealed record JoinByOpenIdUndo(string UserId, string Issuer, string SubjectDigest, UserStamp? Stamp)
{
    [JsonIgnore]
    public bool Created => Stamp is null;
}
