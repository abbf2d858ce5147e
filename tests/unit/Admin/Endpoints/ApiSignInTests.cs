using System.Net;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Admin.Account;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Endpoints;

public sealed class ApiSignInTests : IDisposable
{
    private const string Path = "/auth/user/emailpass";
    private const string Wrong = "not the right password";

    private readonly AdminApplication _app = AdminApplication.WithOwner(services: services => services.AddSingleton<IStartupFilter, RemoteAddress>());

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task The_right_password_gets_a_token_and_no_cookie()
    {
        var answer = await TryAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.NotEmpty((string?)answer.Body["token"] ?? "");
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task User_with_a_second_factor_gets_a_token_for_password_and_code_only()
    {
        var (app, codes) = await AuthenticatorApp.SetUpAsync(await _app.OpenSignedInAsync(), TimeProvider.System);

        var without = await TryAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        var wrong = await TryAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword, app.WrongCode);
        var wrongPassword = await TryAsync(AdminApplication.OwnerEmail, Wrong, codes[0]);
        var right = await TryAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword, codes[0]);
        var again = await TryAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword, codes[0]);

        Assert.All([without, wrong, wrongPassword, again], answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.Status));
        Assert.Equal("second_factor_required", (string?)without.Body["code"]);
        Assert.Equal("invalid_code", (string?)wrong.Body["code"]);
        Assert.Equal("Invalid email or password", wrongPassword.Message);
        Assert.Equal(HttpStatusCode.OK, right.Status);
        Assert.Equal("invalid_code", (string?)again.Body["code"]);
    }

    [Fact]
    public async Task The_limit_of_tries_is_that_of_the_sign_in_page()
    {
        var browser = _app.Open();
        for (var number = 1; number <= 3; number++)
        {
            using var tried = await browser.TrySignInAsync(AdminApplication.OwnerEmail, Wrong);
        }

        await TryAsync(AdminApplication.OwnerEmail, Wrong);
        var fifth = await TryAsync(AdminApplication.OwnerEmail, Wrong);
        var locked = await TryAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        using var page = await browser.TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);

        Assert.All([fifth, locked], answer => Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status));
        Assert.InRange(locked.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task The_limit_of_posts_is_that_of_the_sign_in_page()
    {
        using var app = AdminApplication.WithOwner(new Dictionary<string, string?> { ["Account:PostsPerMinute"] = "2" });
        var client = ApiClient.Stranger(app);
        using var page = await app.Open().TrySignInAsync("first@example.com", Wrong);
        await client.PostAsync(Path, new { email = "second@example.com", password = Wrong });

        var answer = await client.PostAsync(Path, new { email = AdminApplication.OwnerEmail, password = AdminApplication.OwnerPassword });

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }

    [Fact]
    public async Task A_sign_in_forgets_the_tries_before_it_and_is_noted()
    {
        await TryAsync(AdminApplication.OwnerEmail, Wrong);

        await TryAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);

        Assert.Equal(0, await _app.InDatabaseAsync(db => db.SignInAttempts.CountAsync(TestContext.Current.CancellationToken)));
        Assert.NotNull(await _app.InDatabaseAsync(
            db => db.Users.Select(user => user.LastSignInAt).SingleAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Someone_deactivated_gets_no_token()
    {
        var id = await _app.AddPersonAsync("mara@example.com", AdminRoles.Manager);
        await _app.InDatabaseAsync(db => db.Users.Where(user => user.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(user => user.DeactivatedAt, TimeProvider.System.GetUtcNow()), TestContext.Current.CancellationToken));

        var answer = await TryAsync("mara@example.com", AdminApplication.OwnerPassword);

        Assert.Equal((HttpStatusCode.Unauthorized, "unauthorized"), (answer.Status, answer.Type));
    }

    [Fact]
    public async Task Before_the_set_up_programs_are_told_so()
    {
        using var app = new AdminApplication();

        var answer = await ApiClient.Stranger(app).PostAsync(Path, new { email = "a@example.com", password = "x" });

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not_set_up"), (answer.Status, (string?)answer.Body["code"]));
    }

    private Task<ApiAnswer> TryAsync(string email, string password) =>
        ApiClient.Stranger(_app).PostAsync(Path, new { email, password });

    private Task<ApiAnswer> TryAsync(string email, string password, string code) =>
        ApiClient.Stranger(_app).PostAsync(Path, new { email, password, code });
}
