using System.Net;
using System.Net.Http.Headers;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Settings;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>Who may call the API: whoever holds a bearer token that stands for somebody now.</summary>
public sealed class BearerTests : IDisposable
{
    private const string Keys = "/admin/api-keys";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly AdminApplication _app;

    public BearerTests() => _app = AdminApplication.WithOwner(services: services => services.AddSingleton<TimeProvider>(_time));

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_token_works_for_a_day()
    {
        var owner = await ApiClient.SignInAsync(_app);

        _time.Leap(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        var last = await owner.GetAsync(Keys);
        _time.Advance(TimeSpan.FromSeconds(1));
        var over = await owner.GetAsync(Keys);

        Assert.Equal(HttpStatusCode.OK, last.Status);
        AssertUnauthorized(over);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_forged_token_is_refused(string token)
    {
        var client = ApiClient.Stranger(_app);
        client.Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + token);

        AssertUnauthorized(await client.GetAsync(Keys));
    }

    [Fact]
    public async Task A_token_that_was_tampered_with_is_refused()
    {
        var owner = await ApiClient.SignInAsync(_app);
        var token = owner.Http.DefaultRequestHeaders.Authorization!.Parameter!.ToCharArray();
        token[token.Length / 2] = token[token.Length / 2] == 'A' ? 'B' : 'A';

        owner.UseToken(new string(token));

        AssertUnauthorized(await owner.GetAsync(Keys));
    }

    [Fact]
    public async Task A_token_dies_with_the_security_stamp()
    {
        var owner = await ApiClient.SignInAsync(_app);
        var browser = await _app.OpenSignedInAsync();

        using var signedOut = await browser.SignOutEverywhereAsync();

        AssertUnauthorized(await owner.GetAsync(Keys));
    }

    [Fact]
    public async Task A_token_dies_with_its_person()
    {
        var id = await _app.AddPersonAsync("mara@example.com", AdminRoles.Manager);
        var deactivated = await ApiClient.SignInAsync(_app, "mara@example.com");

        await _app.InDatabaseAsync(db => db.Users.Where(user => user.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(user => user.DeactivatedAt, _time.GetUtcNow()), TestContext.Current.CancellationToken));
        AssertUnauthorized(await deactivated.GetAsync(Keys));

        await _app.InDatabaseAsync(db => db.Users.Where(user => user.Id == id).ExecuteDeleteAsync(TestContext.Current.CancellationToken));
        AssertUnauthorized(await deactivated.GetAsync(Keys));
    }

    [Fact]
    public async Task The_cookie_of_the_dashboard_is_no_credential_here()
    {
        var browser = await _app.OpenSignedInAsync();

        using var read = await browser.GetAsync(Keys);
        using var created = await browser.Http.PostAsync(
            Keys, new StringContent("""{"title":"Planted","type":"secret"}""", new MediaTypeHeaderValue("application/json")), TestContext.Current.CancellationToken);

        Assert.All([read, created], response => Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode));
        Assert.Equal(0, (int)(await (await ApiClient.SignInAsync(_app)).GetAsync(Keys)).Body["count"]!);
    }

    [Fact]
    public async Task A_token_in_an_address_or_another_header_is_no_credential()
    {
        var token = (await ApiClient.SignInAsync(_app)).Http.DefaultRequestHeaders.Authorization!.Parameter!;
        var stranger = ApiClient.Stranger(_app);
        stranger.Http.DefaultRequestHeaders.Add("x-medusa-access-token", token);

        AssertUnauthorized(await stranger.GetAsync($"{Keys}?access_token={Uri.EscapeDataString(token)}"));
    }

    [Fact]
    public async Task A_token_survives_a_restart()
    {
        var owner = await ApiClient.SignInAsync(_app);
        var token = owner.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        using var again = new AdminApplication(
            new Dictionary<string, string?> { [DatabaseConnection.Key] = _app.ConnectionString }, services => services.AddSingleton<TimeProvider>(_time));
        var client = ApiClient.Stranger(again);

        client.UseToken(token);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Keys)).Status);
    }

    [Fact]
    public async Task Refreshed_token_works_and_so_does_the_one_before_until_its_own_end()
    {
        var owner = await ApiClient.SignInAsync(_app);
        _time.Leap(TimeSpan.FromHours(23));
        var refreshed = ApiClient.Stranger(_app);
        refreshed.UseToken((string)(await owner.PostAsync("/auth/token/refresh")).Body["token"]!);

        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync(Keys)).Status);
        _time.Leap(TimeSpan.FromHours(2));

        AssertUnauthorized(await owner.GetAsync(Keys));
        Assert.Equal(HttpStatusCode.OK, (await refreshed.GetAsync(Keys)).Status);
    }

    [Fact]
    public async Task Program_that_refreshes_without_end_keeps_its_last_hundred_tokens()
    {
        var owner = await ApiClient.SignInAsync(_app);
        for (var number = 0; number < 102; number++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            owner.UseToken((string)(await owner.PostAsync("/auth/token/refresh")).Body["token"]!);
        }

        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync(Keys)).Status);
        Assert.Equal(100, await _app.InDatabaseAsync(db => db.Sessions.CountAsync(TestContext.Current.CancellationToken)));
    }

    private static void AssertUnauthorized(ApiAnswer answer)
    {
        Assert.Equal((HttpStatusCode.Unauthorized, "Unauthorized"), (answer.Status, answer.Message));
        Assert.Null(answer.Body["type"]);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }
}
