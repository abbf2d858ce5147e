using System.Net;
using System.Security.Claims;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.Admin.Settings;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ApiKeys.UnitTests.Admin.Identity;

/// <summary>What an attacker with a full copy of the database can make: sealed with its Data Protection keys, and accepted by nothing.</summary>
public sealed class DatabaseCopyTests : IAsyncLifetime
{
    private const string Page = "/account";
    private const string Me = "/admin/users/me";

    private readonly AdminApplication _app = AdminApplication.WithOwner(services: AdminApplication.KeepCircuits);
    private AdminApplication _forger = default!;
    private List<UserSession> _sessions = [];
    private string _userId = "";
    private string _stamp = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ISecureDataFormat<AuthenticationTicket> Format =>
        _forger.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme).TicketDataFormat;

    public async ValueTask InitializeAsync()
    {
        await _app.OpenSignedInAsync();
        await (await ApiClient.SignInAsync(_app)).PostAsync("/auth/session");
        _sessions = await _app.InDatabaseAsync(db => db.Sessions.AsNoTracking().ToListAsync(Cancellation));
        (_userId, _stamp) = await _app.InDatabaseAsync(async db =>
        {
            var user = await db.Users.SingleAsync(Cancellation);
            return (user.Id, user.SecurityStamp!);
        });

        var copy = _app.DatabaseFile + ".copy";
        await _app.InDatabaseAsync(db => db.Database.ExecuteSqlAsync($"VACUUM INTO {copy}", Cancellation));
        _forger = new AdminApplication(new Dictionary<string, string?> { [DatabaseConnection.Key] = $"Data Source={copy}" });
    }

    public async ValueTask DisposeAsync()
    {
        await _forger.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Cookie_sealed_by_the_copy_is_read_when_it_holds_the_token_of_a_session()
    {
        var (token, _) = await _app.Services.GetRequiredService<UserSessions>().BeginAsync(
            SessionKind.Dashboard, _userId, _stamp, new SessionDevice("test", ""), new SessionProof(DateTimeOffset.UnixEpoch, null), Cancellation);

        Assert.Equal(HttpStatusCode.OK, await OpenAsync(Page, Seal(new Claim(DashboardSession.TokenClaim, token))));
    }

    [Fact]
    public async Task Cookie_made_from_a_copy_of_the_database_opens_no_page()
    {
        Assert.Equal(3, _sessions.Count);
        foreach (var guess in Guesses())
        {
            foreach (var cookie in new[] { Seal(new Claim(DashboardSession.TokenClaim, guess)), Seal(OwnerClaims(guess)), guess })
            {
                Assert.Equal(HttpStatusCode.Found, await OpenAsync(Page, cookie));
            }
        }
    }

    [Fact]
    public async Task Cookie_made_from_a_copy_of_the_database_opens_no_circuit()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Cookie", "apikeys-session=" + Seal(OwnerClaims(_sessions[0].Id)));

        using var response = await _app.Open().Http.SendAsync(request, Cancellation);

        Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Bearer_token_and_session_cookie_made_from_a_copy_of_the_database_are_refused()
    {
        var protection = _forger.Services.GetRequiredService<IDataProtectionProvider>();
        List<string> forged = [.. Guesses(), .. Guesses().Select(guess => Seal(OwnerClaims(guess)))];
        foreach (var purpose in new[] { "ApiKeys.Admin.Bearer", "ApiKeys.Admin.Session" })
        {
            // As tokens and sessions of programs were made once: a ticket sealed with these keys.
            forged.AddRange(Guesses().Select(guess => new TicketDataFormat(protection.CreateProtector(purpose, "v1")).Protect(Ticket(OwnerClaims(guess)))));
        }

        foreach (var token in forged)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync("Authorization", "Bearer " + token));
            Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync("Cookie", "apikeys-api-session=" + token));
        }
    }

    // Everything that the copy says about a session.
    private IEnumerable<string> Guesses() => _sessions.SelectMany(session => new[]
    {
        session.Id, session.UserId, session.SecurityStamp, Convert.ToHexString(session.Digest), Convert.ToHexStringLower(session.Digest),
        Convert.ToBase64String(session.Digest),
    });

    private Claim[] OwnerClaims(string guess) =>
    [
        new(ClaimTypes.NameIdentifier, _userId),
        new(ClaimTypes.Role, "Owner"),
        new("AspNet.Identity.SecurityStamp", _stamp),
        new(SessionClaims.SecurityStamp, _stamp),
        new(SessionClaims.Id, guess),
        new("Microsoft.AspNetCore.Authentication.Cookies-SessionId", guess),
    ];

    private string Seal(params Claim[] claims) => Format.Protect(Ticket(claims));

    private static AuthenticationTicket Ticket(Claim[] claims) => new(
        new ClaimsPrincipal(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme)),
        new AuthenticationProperties { IssuedUtc = TimeProvider.System.GetUtcNow(), ExpiresUtc = TimeProvider.System.GetUtcNow().AddHours(1) },
        IdentityConstants.ApplicationScheme);

    private async Task<HttpStatusCode> OpenAsync(string path, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Cookie", "apikeys-session=" + cookie);
        using var response = await _app.Open().Http.SendAsync(request, Cancellation);
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> CallAsync(string header, string value)
    {
        var caller = ApiClient.Stranger(_app);
        caller.Http.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        return (await caller.GetAsync(Me)).Status;
    }
}
