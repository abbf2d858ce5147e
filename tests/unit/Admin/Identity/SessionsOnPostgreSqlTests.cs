using System.Net;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.Admin.Settings;
using ApiKeys.ServerTests.Infrastructure;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Admin.Identity;

public sealed class SessionsOnPostgreSqlTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sessions_begin_last_and_end_on_PostgreSQL_as_on_SQLite()
    {
        Assert.SkipWhen(PostgreSqlServer.IsMissing, PostgreSqlServer.MissingReason);
        var server = await PostgreSqlServer.Shared;
        var name = PostgreSqlServer.NewName();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
        var settings = new Dictionary<string, string?> { ["Database:Provider"] = "PostgreSql", [DatabaseConnection.Key] = server.ConnectionString(name) };
        await using (var app = AdminApplication.WithOwner(settings, services => services.AddSingleton<TimeProvider>(time)))
        {
            var browser = await app.OpenSignedInAsync();
            var other = await app.OpenSignedInAsync();
            var bearer = await ApiClient.SignInAsync(app);
            var program = ApiClient.Stranger(app);
            program.Http.DefaultRequestHeaders.Add("Cookie", HttpFixture.CookieOf(await bearer.PostAsync("/auth/session")));

            time.Leap(TimeSpan.FromHours(5));
            Assert.Equal(HttpStatusCode.OK, await OpenAsync(browser));
            time.Leap(TimeSpan.FromHours(5));
            Assert.Equal(HttpStatusCode.OK, await OpenAsync(browser));
            Assert.Equal(HttpStatusCode.Found, await OpenAsync(other));
            Assert.Equal(HttpStatusCode.OK, (await bearer.GetAsync("/admin/users/me")).Status);
            Assert.Equal(HttpStatusCode.OK, (await program.DeleteAsync("/auth/session")).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/admin/users/me")).Status);
            using var signedOut = await browser.SignOutEverywhereAsync();
            Assert.Equal(HttpStatusCode.Unauthorized, (await bearer.GetAsync("/admin/users/me")).Status);
            await app.OpenSignedInAsync();
            Assert.Equal(
                SessionKind.Dashboard, (await app.InDatabaseAsync(db => db.Sessions.SingleAsync(Cancellation))).Kind);
        }

        await server.DropAsync(name);
    }

    private static async Task<HttpStatusCode> OpenAsync(AdminApplicationClient client)
    {
        using var response = await client.GetAsync("/account");
        return response.StatusCode;
    }
}
