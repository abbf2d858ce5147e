using System.Security.Claims;
using System.Security.Cryptography;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>
/// A person of the database and the circuit that they are signed in to. What the circuit believes stays as it was at sign-in, whatever becomes
/// of the person.
/// </summary>
internal sealed class SignedInPerson(IDbContextFactory<AdminDbContext> contexts, TimeProvider time) : AuthenticationStateProvider
{
    public const string Name = "Dana Reyes";

    private ClaimsPrincipal _principal = new(new ClaimsIdentity());

    public string Id { get; private set; } = "";

    public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(_principal));

    public void SignIn(string role)
    {
        var person = AdminUser.Create("dana@example.com", Name, time);
        person.SecurityStamp = "stamp";
        using var database = contexts.CreateDbContext();
        database.Users.Add(person);
        database.UserRoles.Add(new IdentityUserRole<string> { UserId = person.Id, RoleId = role });
        var session = Session(person);
        database.Sessions.Add(session);
        database.SaveChanges();

        Id = person.Id;
        _principal = new ClaimsPrincipal(new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, person.Id),
                new Claim(SessionClaims.Id, session.Id),
                new Claim(ClaimTypes.Role, role),
            ],
            "test"));
    }

    /// <summary>Changes the role in the database, as an owner in another window would.</summary>
    public void BecomeA(string role)
    {
        using var database = contexts.CreateDbContext();
        database.UserRoles.Where(link => link.UserId == Id).ExecuteDelete();
        database.UserRoles.Add(new IdentityUserRole<string> { UserId = Id, RoleId = role });
        database.SaveChanges();
    }

    /// <summary>Ends the session, as the circuit learns of it.</summary>
    public void SignOut()
    {
        _principal = new(new ClaimsIdentity());
        NotifyAuthenticationStateChanged(GetAuthenticationStateAsync());
    }

    public void Disable()
    {
        using var database = contexts.CreateDbContext();
        var now = time.GetUtcNow();
        database.Users.Where(user => user.Id == Id).ExecuteUpdate(set => set.SetProperty(user => user.DeactivatedAt, now));
    }

    // Without an end that a test's clock would reach.
    private UserSession Session(AdminUser person) => new()
    {
        Id = Ids.New(UserSession.IdPrefix, time),
        Digest = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes),
        UserId = person.Id,
        SecurityStamp = "stamp",
        Kind = SessionKind.Dashboard,
        UserAgent = "test",
        Address = "",
        CreatedAt = time.GetUtcNow(),
        LastSeenAt = time.GetUtcNow(),
        ProvedAt = time.GetUtcNow().AddYears(10),
        SecondFactorAt = null,
        IdleEndsAt = time.GetUtcNow().AddYears(10),
        EndsAt = time.GetUtcNow().AddYears(10),
    };
}
