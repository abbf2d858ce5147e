using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using ApiKeys.Admin.Identity.Bearer;
using ApiKeys.Admin.Identity.Callers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity.Session;

/// <summary>
/// Sessions of programs that keep a cookie. Not the dashboard's: that one opens pages, and its sign-out ends everything a person has. Each of these is a row
/// too, so that one that was ended is over also where its cookie was kept.
/// </summary>
internal sealed class ApiSessions(IDataProtectionProvider protection, IDbContextFactory<AdminDbContext> contexts, TimeProvider timeProvider)
{
    // Identity's own table for what is issued to a person; rows go with the person.
    private const string Kind = "ApiKeys.Admin.Session";
    private const string IdClaim = "session";

    private readonly TicketDataFormat _format = new(protection.CreateProtector(Kind, "v1"));

    /// <summary>Begins a session for a person with the claims of a bearer token.</summary>
    public async Task<AuthenticationTicket> BeginAsync(string userId, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var id = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var nowText = Text(now);
#pragma warning disable CA1309 // The database compares, and takes no comparison rule along.
        await db.UserTokens
            .Where(row => row.UserId == userId && row.LoginProvider == Kind && string.Compare(row.Value, nowText) < 0)
            .ExecuteDeleteAsync(cancellationToken);
#pragma warning restore CA1309
        db.UserTokens.Add(new IdentityUserToken<string> { UserId = userId, LoginProvider = Kind, Name = id, Value = Text(now + BearerTokens.Lifetime) });
        await db.SaveChangesAsync(cancellationToken);

        var identity = new ClaimsIdentity([.. person.Claims, new Claim(IdClaim, id)], CallerSchemes.Session);
        var properties = new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + BearerTokens.Lifetime };
        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, CallerSchemes.Session);
    }

    public string Protect(AuthenticationTicket ticket) => _format.Protect(ticket);

    /// <summary>The session of a cookie; null for one that is forged, broken, over or ended.</summary>
    public async Task<AuthenticationTicket?> FindAsync(string cookie, CancellationToken cancellationToken)
    {
        if (_format.Unprotect(cookie) is not { } ticket || ticket.Properties.ExpiresUtc <= timeProvider.GetUtcNow())
        {
            return null;
        }

        var id = ticket.Principal.FindFirstValue(IdClaim);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.UserTokens.AnyAsync(row => row.LoginProvider == Kind && row.Name == id, cancellationToken) ? ticket : null;
    }

    public async Task EndAsync(ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        var id = caller.FindFirstValue(IdClaim);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.UserTokens.Where(row => row.LoginProvider == Kind && row.Name == id).ExecuteDeleteAsync(cancellationToken);
    }

    // Of one length, so that it sorts as the moments do.
    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
