using System.Net;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.Admin.Settings;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>How long a program's session lives.</summary>
public sealed class SessionLifeTests : IDisposable
{
    private const string Me = "/admin/users/me";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly AdminApplication _app;

    public SessionLifeTests() => _app = AdminApplication.WithOwner(services: services => services.AddSingleton<TimeProvider>(_time));

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_session_lives_for_a_day_and_is_forgotten_after_it()
    {
        var session = await OpenAsync();

        _time.Leap(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        var last = await session.GetAsync(Me);
        _time.Advance(TimeSpan.FromSeconds(1));
        var over = await session.GetAsync(Me);
        _time.Leap(TimeSpan.FromHours(2));
        await OpenAsync();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (last.Status, over.Status));
        Assert.Equal(1, await _app.InDatabaseAsync(db => db.Sessions.CountAsync(row => row.Kind == SessionKind.Api, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_session_dies_with_the_security_stamp()
    {
        var session = await OpenAsync();
        var browser = await _app.OpenSignedInAsync();

        using var signedOut = await browser.SignOutEverywhereAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await session.GetAsync(Me)).Status);
    }

    [Fact]
    public async Task A_session_dies_with_its_person()
    {
        var id = await _app.AddPersonAsync("mara@example.com", AdminRoles.Manager);
        var session = await OpenAsync("mara@example.com");

        await _app.InDatabaseAsync(db => db.Users.Where(user => user.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(user => user.DeactivatedAt, _time.GetUtcNow()), TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.Unauthorized, (await session.GetAsync(Me)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await session.PostAsync("/auth/token/refresh")).Status);
    }

    [Fact]
    public async Task A_session_survives_a_restart()
    {
        var cookie = await CookieAsync();
        using var again = new AdminApplication(
            new Dictionary<string, string?> { [DatabaseConnection.Key] = _app.ConnectionString }, services => services.AddSingleton<TimeProvider>(_time));

        Assert.Equal(HttpStatusCode.OK, (await With(again, cookie).GetAsync(Me)).Status);
    }

    [Fact]
    public async Task The_cookie_of_a_session_is_no_bearer_token_nor_the_reverse()
    {
        var value = (await CookieAsync()).Split('=', 2)[1];
        var owner = await ApiClient.SignInAsync(_app);
        var token = owner.Http.DefaultRequestHeaders.Authorization!.Parameter!;

        owner.UseToken(value);

        Assert.Equal(HttpStatusCode.Unauthorized, (await owner.GetAsync(Me)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await With(_app, "apikeys-api-session=" + token).GetAsync(Me)).Status);
    }

    [Fact]
    public async Task Over_https_the_cookie_is_secure_and_tied_to_the_host()
    {
        var owner = ApiClient.Stranger(_app);
        owner.Http.BaseAddress = new Uri("https://keys.example.com");
        owner.UseToken((await ApiClient.SignInAsync(_app)).Http.DefaultRequestHeaders.Authorization!.Parameter!);

        var cookie = Assert.Single((await owner.PostAsync("/auth/session")).Headers.GetValues("Set-Cookie"));

        Assert.StartsWith("__Host-apikeys-api-session=", cookie, StringComparison.Ordinal);
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    private static ApiClient With(AdminApplication app, string cookie)
    {
        var client = ApiClient.Stranger(app);
        client.Http.DefaultRequestHeaders.Add("Cookie", cookie);
        return client;
    }

    private async Task<ApiClient> OpenAsync(string email = AdminApplication.OwnerEmail) => With(_app, await CookieAsync(email));

    private async Task<string> CookieAsync(string email = AdminApplication.OwnerEmail) =>
        HttpFixture.CookieOf(await (await ApiClient.SignInAsync(_app, email)).PostAsync("/auth/session"));
}
