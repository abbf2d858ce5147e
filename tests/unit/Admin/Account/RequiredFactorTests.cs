using System.Net;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Admin.Account;

public sealed class RequiredFactorTests : IDisposable
{
    private const string Lead = "/account/second-factor?returnUrl=%2F";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly AdminApplication _app;

    public RequiredFactorTests() => _app = AdminApplication.WithOwner(
        new Dictionary<string, string?> { ["Account:RequireSecondFactor:0"] = AdminRoles.Owner },
        services => services.AddSingleton<TimeProvider>(_time));

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task User_whose_role_needs_a_second_factor_is_led_to_it_and_may_go_on_for_a_week()
    {
        var client = _app.Open();

        using var signedIn = await client.TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        var page = await client.PageAsync(Lead);
        using var overview = await client.GetAsync("/");

        Assert.Equal(Lead, client.Target(signedIn));
        Assert.Contains("Later", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, overview.StatusCode);
    }

    [Fact]
    public async Task After_the_week_everything_but_the_account_is_closed_until_there_is_one()
    {
        var client = _app.Open();
        using var first = await client.TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        _time.Leap(TimeSpan.FromDays(7));
        using var second = await client.TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);

        using var closed = await client.GetAsync("/secret-keys");
        var page = await client.PageAsync("/account/second-factor");
        var program = await ApiClient.SignInAsync(_app);
        var refused = await program.GetAsync("/admin/api-keys");
        await AuthenticatorApp.SetUpAsync(client, _time);
        using var open = await client.GetAsync("/secret-keys");

        Assert.Equal("/account/second-factor", client.Target(closed));
        Assert.DoesNotContain("Later", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.StartsWith("Your role needs a second factor.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    [Fact]
    public async Task Required_second_factor_cannot_be_turned_off()
    {
        var client = _app.Open();
        using var signedIn = await client.TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        await AuthenticatorApp.SetUpAsync(client, _time);

        using var response = await client.PostWithTokenAsync("/account/authenticator/turn-off");

        Assert.True(await _app.InDatabaseAsync(db => db.Users.Select(user => user.TwoFactorEnabled).SingleAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Policy_of_the_store_asks_for_one_and_a_lifted_policy_opens_everything_again()
    {
        await _app.AddPersonAsync("vera@example.com", AdminRoles.Viewer);
        var client = _app.Open();
        await SetPolicyAsync(new() { RequiredOf = UserGroup.Everyone, GraceDays = 2 });

        using var signedIn = await client.TrySignInAsync("vera@example.com", AdminApplication.OwnerPassword);
        _time.Leap(TimeSpan.FromDays(2));
        using var again = await client.TrySignInAsync("vera@example.com", AdminApplication.OwnerPassword);
        using var closed = await client.GetAsync("/secret-keys");
        await SetPolicyAsync(new());
        _time.Leap(TimeSpan.FromSeconds(10));
        using var open = await client.GetAsync("/secret-keys");

        Assert.Equal(Lead, client.Target(signedIn));
        Assert.Equal("/account/second-factor", client.Target(closed));
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    [Theory]
    [InlineData(UserGroup.Owners, AdminRoles.Owner)]
    [InlineData(UserGroup.Managers, AdminRoles.Owner, AdminRoles.Manager)]
    [InlineData(UserGroup.Everyone, AdminRoles.Owner, AdminRoles.Manager, AdminRoles.Viewer)]
    [InlineData(null, AdminRoles.Owner)]
    public async Task Policy_adds_to_the_roles_of_the_configuration(UserGroup? group, params string[] required)
    {
        await SetPolicyAsync(new() { RequiredOf = group });
        var rule = _app.Services.GetRequiredService<SecondFactorRule>();

        List<string> asked = [];
        foreach (var role in AdminRoles.All)
        {
            asked.AddRange(await rule.IsRequiredOfAsync(role, TestContext.Current.CancellationToken) ? [role] : Array.Empty<string>());
        }

        Assert.Equal(required.Order(), asked.Order());
    }

    [Fact]
    public async Task User_of_another_role_is_not_asked()
    {
        await _app.AddPersonAsync("vera@example.com", AdminRoles.Viewer);
        var client = _app.Open();

        using var response = await client.TrySignInAsync("vera@example.com", AdminApplication.OwnerPassword);

        Assert.Equal("/", client.Target(response));
    }

    [Fact]
    public void Role_that_does_not_exist_is_refused_at_start()
    {
        var options = new AccountOptions();
        options.RequireSecondFactor.Add("Boss");

        Assert.Equal(
            "Account:RequireSecondFactor has 'Boss', which is no role. Roles: Owner, Manager, Viewer.",
            new AccountOptionsValidator().Validate(null, options).FailureMessage);
    }

    private async Task SetPolicyAsync(SecondFactorPolicy policy) => Assert.True((await _app.Services.GetRequiredService<IApiKeyPolicies>().UpdateAsync(
        new UpdatePolicyRequest { SecondFactor = policy }, new Actor("user_01OWNER"), null, TestContext.Current.CancellationToken)).Succeeded);
}
