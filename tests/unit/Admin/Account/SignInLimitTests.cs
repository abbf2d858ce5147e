using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Hosting;
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

    private AdminApplicationClient From(string address)
    {
        var client = _app.Open();
        client.Http.DefaultRequestHeaders.Add(RemoteAddress.Header, address);
        return client;
    }
}
