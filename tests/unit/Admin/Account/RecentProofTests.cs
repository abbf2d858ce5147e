using System.Net;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Admin.Account;

public sealed class RecentProofTests : IDisposable
{
    private static readonly object Body = new { title = "Importer", type = "secret" };

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly List<AdminApplication> _apps = [];

    public void Dispose() => _apps.ForEach(app => app.Dispose());

    [Fact]
    public async Task Session_of_the_API_is_refused_by_a_code_of_its_own_when_its_sign_in_is_old()
    {
        var client = await ApiClient.SignInAsync(Start());
        var key = await client.CreateAsync();
        _time.Leap(TimeSpan.FromMinutes(14));
        var early = await client.PostAsync("/admin/api-keys", Body);
        _time.Leap(TimeSpan.FromMinutes(1));

        var late = await client.PostAsync("/admin/api-keys", Body);
        var read = await client.GetAsync("/admin/api-keys");
        var revoked = await client.PostAsync($"/admin/api-keys/{(string?)key["id"]}/revoke");

        Assert.Equal(HttpStatusCode.OK, early.Status);
        Assert.Equal((HttpStatusCode.Forbidden, "proof_required"), (late.Status, (string?)late.Body["code"]));
        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.Equal(HttpStatusCode.OK, revoked.Status);
    }

    [Fact]
    public async Task Token_that_is_renewed_proves_nothing_anew()
    {
        var client = await ApiClient.SignInAsync(Start());
        _time.Leap(TimeSpan.FromMinutes(16));
        client.UseToken((string?)(await client.PostAsync("/auth/token/refresh")).Body["token"] ?? "");

        var answer = await client.PostAsync("/admin/api-keys", Body);

        Assert.Equal("proof_required", (string?)answer.Body["code"]);
    }

    [Fact]
    public async Task Secret_key_needs_no_proof()
    {
        var app = Start();
        var user = await ApiClient.SignInAsync(app);
        var token = (string?)(await user.CreateAsync())["token"];
        var program = ApiClient.Stranger(app);
        program.Http.DefaultRequestHeaders.Add("x-api-key", token);
        _time.Leap(TimeSpan.FromMinutes(16));

        var answer = await program.PostAsync("/admin/api-keys", Body);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task Zero_asks_never()
    {
        var client = await ApiClient.SignInAsync(Start(("Account:AskAgainAfter", "00:00:00")));
        _time.Leap(TimeSpan.FromHours(5));

        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/admin/api-keys", Body)).Status);
    }

    [Theory]
    [InlineData("/account/authenticator")]
    [InlineData("/account/recovery-codes")]
    public async Task Changing_how_one_signs_in_needs_a_newer_proof(string path)
    {
        var client = await Start().OpenSignedInAsync();
        using var early = await client.GetAsync(path);
        _time.Leap(TimeSpan.FromMinutes(15));

        using var late = await client.GetAsync(path);
        using var account = await client.GetAsync("/account");
        var asked = client.Target(late)!;
        using var wrong = await client.SubmitAsync(asked, "prove", ("Typed", "not the right password"));
        using var right = await client.SubmitAsync(asked, "prove", ("Typed", AdminApplication.OwnerPassword));
        using var open = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, early.StatusCode);
        Assert.Equal(HttpStatusCode.OK, account.StatusCode);
        Assert.Equal($"/account/prove?returnUrl={Uri.EscapeDataString(path)}", asked);
        Assert.Equal(
            "This is not your password, and not a code for now.",
            (await AdminApplicationClient.ReadAsync(wrong)).QuerySelector("#proof-error")?.TextContent.Trim());
        Assert.Equal(path, client.Target(right));
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    [Theory]
    [InlineData("/account/authenticator/turn-off")]
    [InlineData("/account/passkeys/remove")]
    public async Task Post_that_takes_a_factor_away_needs_a_newer_proof_too(string path)
    {
        var client = await Start().OpenSignedInAsync();
        await AuthenticatorApp.SetUpAsync(client, _time);
        _time.Leap(TimeSpan.FromMinutes(15));

        using var response = await client.PostWithTokenAsync(path);

        Assert.Equal("/account/prove?returnUrl=%2Faccount", client.Target(response));
        Assert.True(await _apps[0].InDatabaseAsync(db => db.Users.Select(user => user.TwoFactorEnabled).SingleAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Code_of_the_authenticator_app_is_a_proof_and_is_accepted_once()
    {
        var client = await Start().OpenSignedInAsync();
        var (app, _) = await AuthenticatorApp.SetUpAsync(client, _time);
        _time.Leap(TimeSpan.FromMinutes(16));

        using var first = await client.SubmitAsync("/account/prove?returnUrl=%2Faccount", "prove", ("Typed", app.Code));
        using var second = await client.SubmitAsync("/account/prove?returnUrl=%2Faccount", "prove", ("Typed", app.Code));

        Assert.Equal("/account", client.Target(first));
        Assert.Null(client.Target(second));
    }

    [Fact]
    public async Task Proof_cannot_be_guessed_more_often_than_a_sign_in()
    {
        var client = await Start().OpenSignedInAsync();
        for (var number = 1; number <= 5; number++)
        {
            using var wrong = await client.SubmitAsync("/account/prove", "prove", ("Typed", "not the right password"));
        }

        using var response = await client.SubmitAsync("/account/prove", "prove", ("Typed", AdminApplication.OwnerPassword));

        Assert.Equal(
            "Too many tries to confirm. Wait 15 minutes, then try again.",
            (await AdminApplicationClient.ReadAsync(response)).QuerySelector("[role=alert]")?.TextContent);
    }

    private AdminApplication Start(params (string Key, string Value)[] settings)
    {
        _apps.Add(AdminApplication.WithOwner(
            settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value), services => services.AddSingleton<TimeProvider>(_time)));
        return _apps[^1];
    }
}
