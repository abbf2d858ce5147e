using System.Net;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Admin.Account;

/// <summary>How a session of the dashboard begins, what is known of it, and how it ends.</summary>
public sealed class DashboardSessionTests : IDisposable
{
    private const string Page = "/account";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly AdminApplication _app;

    public DashboardSessionTests() => _app = AdminApplication.WithOwner(services: services => services
        .AddSingleton<TimeProvider>(_time).AddSingleton<IStartupFilter, RemoteAddress>());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Sign_out_ends_exactly_that_session()
    {
        var browser = await _app.OpenSignedInAsync();
        var copy = Cookie(browser);
        var other = await _app.OpenSignedInAsync();
        var program = await ApiClient.SignInAsync(_app);

        using var signedOut = await browser.SignOutAsync();

        Assert.Equal("/sign-in", browser.Target(signedOut));
        Assert.Equal(HttpStatusCode.Found, await StatusAsync(browser));
        Assert.Equal(HttpStatusCode.Found, await StatusAsync(WithCookie(copy)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(other));
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/admin/users/me")).Status);
        Assert.Equal([SessionKind.Dashboard, SessionKind.Bearer], (await SessionsAsync()).Select(session => session.Kind));
    }

    [Fact]
    public async Task Session_that_is_not_used_ends_after_eight_hours()
    {
        var browser = await _app.OpenSignedInAsync();

        _time.Leap(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(1));
        var last = await StatusAsync(browser);
        _time.Leap(TimeSpan.FromHours(8));
        var ended = await StatusAsync(browser);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Found), (last, ended));
    }

    [Fact]
    public async Task Session_in_use_ends_after_seven_days()
    {
        var browser = await _app.OpenSignedInAsync();

        for (var hours = 0; hours < 7 * 24; hours += 7)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser));
            _time.Leap(TimeSpan.FromHours(7));
        }

        Assert.Equal(HttpStatusCode.Found, await StatusAsync(browser));
    }

    // Otherwise whoever planted a cookie of theirs in this browser would share the session.
    [Fact]
    public async Task Signing_in_again_gives_another_token_and_ends_the_session_before()
    {
        var browser = await _app.OpenSignedInAsync();
        var planted = Cookie(browser);
        await _app.AddPersonAsync("mara@example.com", "Manager", "Mara");

        using var signedIn = await SignInOverAsync(browser, "mara@example.com");

        Assert.Equal("/", browser.Target(signedIn));
        Assert.NotEqual(planted, Cookie(browser));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser));
        Assert.Equal(HttpStatusCode.Found, await StatusAsync(WithCookie(planted)));
        Assert.Single(await SessionsAsync());
    }

    [Fact]
    public async Task Session_says_from_where_and_with_which_program_it_was_begun_and_holds_no_secret()
    {
        const string token = "sk_shop_Abcd0123456789012345678901234567890123456789abcdef";
        var browser = _app.Open();
        browser.Http.DefaultRequestHeaders.Add(RemoteAddress.Header, "2001:db8::7");
        browser.Http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Firefox/140 " + token + new string('x', 300));

        await browser.SignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);

        var session = Assert.Single(await SessionsAsync());
        Assert.Equal(("2001:db8::7", _time.GetUtcNow(), _time.GetUtcNow()), (session.Address, session.CreatedAt, session.LastSeenAt));
        Assert.StartsWith("Firefox/140 sk_shop_Abcd", session.UserAgent, StringComparison.Ordinal);
        Assert.DoesNotContain("56789", session.UserAgent, StringComparison.Ordinal);
        Assert.Equal(32, session.Digest.Length);
    }

    [Fact]
    public async Task Last_use_is_written_every_five_minutes_and_not_with_every_request()
    {
        var browser = await _app.OpenSignedInAsync();
        var begun = _time.GetUtcNow();

        _time.Advance(TimeSpan.FromMinutes(4));
        await StatusAsync(browser);
        var early = Assert.Single(await SessionsAsync()).LastSeenAt;
        _time.Advance(TimeSpan.FromMinutes(1));
        await StatusAsync(browser);
        var late = Assert.Single(await SessionsAsync());

        Assert.Equal((begun, begun.AddMinutes(5), begun.AddMinutes(5).AddHours(8)), (early, late.LastSeenAt, late.IdleEndsAt));
    }

    [Fact]
    public async Task Pages_are_shown_while_the_last_use_can_not_be_written()
    {
        var browser = await _app.OpenSignedInAsync();
        await _app.InDatabaseAsync(db => db.Database.ExecuteSqlAsync(
            $"CREATE TRIGGER Full BEFORE UPDATE ON Sessions BEGIN SELECT RAISE(ABORT, 'full'); END", Cancellation));

        _time.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser));
    }

    [Fact]
    public async Task Rows_of_sessions_that_ended_are_removed()
    {
        await _app.OpenSignedInAsync();
        await ApiClient.SignInAsync(_app);

        _time.Leap(TimeSpan.FromDays(2));
        await _app.OpenSignedInAsync();

        Assert.Single(await SessionsAsync());
    }

    private static string Cookie(AdminApplicationClient browser) => browser.Cookie("apikeys-session");

    private AdminApplicationClient WithCookie(string value)
    {
        var cookies = new CookieContainer();
        var client = _app.Open(cookies);
        cookies.Add(new Cookie("apikeys-session", value, "/", client.Http.BaseAddress!.Host));
        return client;
    }

    // The page itself sends a signed-in person on; the form of another tab, opened before, is still there.
    private static async Task<HttpResponseMessage> SignInOverAsync(AdminApplicationClient browser, string email)
    {
        var page = await browser.PageAsync(Page);
        var values = new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
            ["Input.Email"] = email,
            ["Input.Password"] = AdminApplication.OwnerPassword,
        };
        return await browser.Http.PostAsync("/sign-in", new FormUrlEncodedContent(values), Cancellation);
    }

    private static async Task<HttpStatusCode> StatusAsync(AdminApplicationClient client)
    {
        using var response = await client.GetAsync(Page);
        return response.StatusCode;
    }

    private Task<List<UserSession>> SessionsAsync() =>
        _app.InDatabaseAsync(db => db.Sessions.AsNoTracking().OrderBy(row => row.Id).ToListAsync(Cancellation));
}
