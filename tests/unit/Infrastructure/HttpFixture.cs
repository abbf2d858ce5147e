using System.Net;
using System.Text;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>The app on a real port, called over real connections: a test server parses no headers and limits no bodies.</summary>
public sealed class HttpFixture : IAsyncLifetime
{
    public const string ListedOrigin = "https://shop.example.com";

    internal AdminApplication App { get; } = AdminApplication.WithOwner(
        new Dictionary<string, string?>
        {
            ["Account:PostsPerMinute"] = "100000",
            ["Account:SignInTries"] = "100",
            ["Http:CallsPerMinute"] = "1000000",
            ["Http:Origins"] = ListedOrigin + ", https://till.example.com:8443",
        },
        onKestrel: true);

    internal ApiClient Owner { get; private set; } = default!;

    public async ValueTask InitializeAsync()
    {
        App.StartServer();
        Owner = await SignInAsync(AdminApplication.OwnerEmail);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    /// <summary>A caller without anything: no credential, no cookies.</summary>
    internal ApiClient Stranger(params (string Name, string Value)[] headers)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri($"http://localhost:{App.ClientOptions.BaseAddress.Port}"),
        };
        foreach (var (name, value) in headers)
        {
            Assert.True(client.DefaultRequestHeaders.TryAddWithoutValidation(name, value));
        }

        return new ApiClient(client);
    }

    internal ApiClient WithKey(string token) => Stranger(("Authorization", "Basic " + Base64(token + ":")));

    internal async Task<ApiClient> SignInAsync(string email)
    {
        var client = Stranger();
        var answer = await client.PostAsync("/auth/user/emailpass", new { email, password = AdminApplication.OwnerPassword });
        client.UseToken((string?)answer.Body["token"] ?? "");
        return client;
    }

    /// <summary>A secret key with these scopes, made by the owner.</summary>
    internal async Task<(string Id, string Token)> CreateKeyAsync(params string[] scopes)
    {
        var answer = await Owner.PostAsync("/admin/api-keys", new { title = "Key", type = "secret", scopes });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return ((string)answer.Key["id"]!, (string)answer.Key["token"]!);
    }

    internal async Task<(string Id, string Token)> CreatePublishableKeyAsync()
    {
        var key = await Owner.CreateAsync("Storefront", "publishable");
        return ((string)key["id"]!, (string)key["token"]!);
    }

    /// <summary>A bearer token of the owner's as it was given out two days ago.</summary>
    internal async Task<string> ExpiredBearerAsync()
    {
        var twoDaysAgo = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(-2));
        var services = App.Services;
        var sessions = new UserSessions(
            services.GetRequiredService<IDbContextFactory<AdminDbContext>>(),
            services.GetRequiredService<SecondFactorRule>(),
            services.GetRequiredService<IOptions<AccountOptions>>(),
            twoDaysAgo);
        var owner = await App.InDatabaseAsync(
            db => db.Users.SingleAsync(user => user.Email == AdminApplication.OwnerEmail, TestContext.Current.CancellationToken));
        var (token, _) = await sessions.BeginAsync(
            SessionKind.Bearer, owner.Id, owner.SecurityStamp!, new SessionDevice("test", ""), new SessionProof(TimeProvider.System.GetUtcNow().AddYears(10), null), TestContext.Current.CancellationToken);
        return token;
    }

    internal static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>What <c>POST /auth/session</c> gave, as the browser would send it back.</summary>
    internal static string CookieOf(ApiAnswer answer) => Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0];
}
