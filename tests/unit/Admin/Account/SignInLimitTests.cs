using System.Net;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Account;

public sealed class SignInLimitTests : IDisposable
{
    private const string NewPassword = "another horse battery";
    private const string Home = "192.0.2.10";

    private readonly AdminApplication _app = AdminApplication.WithOwner(
        new Dictionary<string, string?> { ["Account:SignInTriesFromEverywhere"] = "12" },
        services => services.AddSingleton<IStartupFilter, RemoteAddress>());

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_stranger_who_guesses_does_not_keep_the_owner_out()
    {
        var stranger = From("203.0.113.7");
        await GuessAsync(stranger, times: 8);

        using var owner = await From(Home).TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);

        Assert.Equal("/", From(Home).Target(owner));
        Assert.StartsWith("Too many tries", await GuessAsync(stranger, times: 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_of_one_IPv6_network_are_one_guesser()
    {
        await GuessAsync(From("2001:db8:1:2::1"), times: 3);
        await GuessAsync(From("2001:db8:1:2:ffff::2"), times: 2);

        Assert.StartsWith("Too many tries", await GuessAsync(From("2001:db8:1:2::3"), times: 1), StringComparison.Ordinal);
        Assert.StartsWith("Wrong", await GuessAsync(From("2001:db8:1:3::1"), times: 1), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AdminApplication.OwnerEmail)]
    [InlineData("nobody@example.com")]
    public async Task Guesses_from_many_networks_end_too_whether_or_not_anyone_has_the_address(string email)
    {
        for (var number = 1; number <= 4; number++)
        {
            await GuessAsync(From($"203.0.113.{number}"), times: 3, email);
        }

        Assert.Equal(
            "Too many tries for this e-mail address. Wait 15 minutes, then try again.", await GuessAsync(From("203.0.113.9"), times: 1, email));
    }

    [Fact]
    public async Task Browser_in_which_the_user_has_signed_in_is_not_locked_out_by_guesses_from_its_network_or_from_everywhere()
    {
        var owner = From(Home);
        await owner.SignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        using var signedOut = await owner.SignOutAsync();
        await GuessAsync(From(Home), times: 8);
        for (var number = 1; number <= 4; number++)
        {
            await GuessAsync(From($"203.0.113.{number}"), times: 5);
        }

        using var other = await From(Home).TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        using var response = await owner.TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);

        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal("/", owner.Target(response));
    }

    [Fact]
    public async Task Guesses_in_a_known_browser_end_after_five_and_lock_no_other_browser()
    {
        var known = From(Home);
        await known.SignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        using var signedOut = await known.SignOutAsync();

        var fifth = await GuessAsync(known, times: 5);

        Assert.StartsWith("Too many tries", fifth, StringComparison.Ordinal);
        await From(Home).SignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
    }

    // Otherwise a user with an account would have five guesses for each browser that they have signed in with.
    [Theory]
    [InlineData(AdminApplication.OwnerEmail)]
    [InlineData("nobody@example.com")]
    public async Task Browser_known_for_one_user_has_no_tries_of_its_own_for_another_address(string email)
    {
        await _app.AddPersonAsync("mara@example.com", AdminRoles.Manager);
        var mara = From(Home);
        await mara.SignInAsync("mara@example.com", AdminApplication.OwnerPassword);
        using var signedOut = await mara.SignOutAsync();

        await GuessAsync(mara, times: 3, email);

        Assert.Equal("Too many tries for this e-mail address. Wait 15 minutes, then try again.", await GuessAsync(From(Home), times: 2, email));
    }

    [Fact]
    public async Task Cookie_of_a_known_browser_can_not_be_made_from_the_database()
    {
        var known = From(Home);
        await known.SignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        var row = await _app.InDatabaseAsync(db => db.SignInDevices.SingleAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain(known.Cookie("apikeys-device"), row.Digest, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(64, known.Cookie("apikeys-device").Length);
        await GuessAsync(From(Home), times: 5);

        var forger = From(Home, row.Digest);

        Assert.StartsWith("Too many tries", await GuessAsync(forger, times: 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_password_forgets_the_other_browsers_and_keeps_this_one()
    {
        var (here, elsewhere) = (From(Home), From("203.0.113.7"));
        await here.SignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        await elsewhere.SignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);

        using var changed = await here.SubmitAsync(
            "/account", "password", ("CurrentPassword", AdminApplication.OwnerPassword), ("NewPassword", NewPassword));
        using var signedOut = await here.SignOutAsync();
        await GuessAsync(From(Home), times: 5);
        await GuessAsync(From("203.0.113.7"), times: 5);

        Assert.StartsWith("Too many tries", await GuessAsync(elsewhere, times: 1), StringComparison.Ordinal);
        await here.SignInAsync(AdminApplication.OwnerEmail, NewPassword);
    }

    [Fact]
    public async Task Networks_of_one_IPv6_site_have_five_times_the_tries_of_one_together()
    {
        using var app = AdminApplication.WithOwner(
            new Dictionary<string, string?> { ["Account:SignInTries"] = "2" }, services => services.AddSingleton<IStartupFilter, RemoteAddress>());
        for (var number = 1; number <= 5; number++)
        {
            await GuessAsync(From($"2001:db8:1:{number}::1", app: app), times: 2);
        }

        Assert.StartsWith("Too many tries", await GuessAsync(From("2001:db8:1:6::1", app: app), times: 1), StringComparison.Ordinal);
        Assert.StartsWith("Wrong", await GuessAsync(From("2001:db8:2:6::1", app: app), times: 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guesses_at_the_door_do_not_stop_a_change_of_the_password()
    {
        var owner = From(Home);
        await owner.SignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        await GuessAsync(From(Home), times: 8);

        using var response = await owner.SubmitAsync(
            "/account", "password", ("CurrentPassword", AdminApplication.OwnerPassword), ("NewPassword", NewPassword));

        Assert.NotNull(owner.Target(response));
    }

    [Fact]
    public async Task Guesses_at_the_change_of_the_password_do_not_close_the_door()
    {
        var owner = From(Home);
        await owner.SignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        for (var number = 1; number <= 6; number++)
        {
            using var wrong = await owner.SubmitAsync("/account", "password", ("CurrentPassword", "guess"), ("NewPassword", NewPassword));
        }

        await From(Home).SignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
    }

    private static async Task<string?> GuessAsync(AdminApplicationClient client, int times, string email = AdminApplication.OwnerEmail)
    {
        string? problem = null;
        for (var number = 1; number <= times; number++)
        {
            using var response = await client.TrySignInAsync(email, "not the right password");
            problem = (await AdminApplicationClient.ReadAsync(response)).QuerySelector("[role=alert]")?.TextContent;
        }

        return problem;
    }

    private AdminApplicationClient From(string address, string? device = null, AdminApplication? app = null)
    {
        var cookies = new CookieContainer();
        var client = (app ?? _app).Open(cookies);
        client.Http.DefaultRequestHeaders.Add(RemoteAddress.Header, address);
        if (device is not null)
        {
            cookies.Add(new Cookie("apikeys-device", device, "/", client.Http.BaseAddress!.Host));
        }

        return client;
    }
}
