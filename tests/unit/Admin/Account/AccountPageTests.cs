using System.Net;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Admin.Account;

public sealed class AccountPageTests : IDisposable
{
    private const string NewPassword = "another horse battery";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly AdminApplication _app;

    public AccountPageTests() => _app = AdminApplication.WithOwner(services: services => services.AddSingleton<TimeProvider>(_time));

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_new_name_is_kept_and_said()
    {
        var client = await _app.OpenSignedInAsync();

        using var response = await client.SubmitAsync("/account", "name", ("Name", "  Olga O’Neil  "));

        Assert.Equal("/account?changed=name", client.Target(response));
        var page = await client.PageAsync("/account?changed=name");
        Assert.Equal("Name changed.", page.QuerySelector("[role=status]")?.TextContent);
        Assert.Equal("Olga O’Neil", page.QuerySelector("#name")?.GetAttribute("value"));
    }

    [Theory]
    [InlineData("", "Enter a name.")]
    [InlineData("   ", "Enter a name.")]
    [InlineData("two\u0001lines", "Leave out line breaks and other control characters.")]
    public async Task A_name_that_cannot_be_used_is_said_at_its_field(string name, string message)
    {
        var client = await _app.OpenSignedInAsync();

        using var response = await client.SubmitAsync("/account", "name", ("Name", name));

        Assert.Equal(message, (await AdminApplicationClient.ReadAsync(response)).QuerySelector("#name-error")?.TextContent.Trim());
        var stored = await _app.InDatabaseAsync(db => db.Users.SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal(AdminApplication.OwnerName, stored.DisplayName);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public async Task A_name_has_at_most_a_hundred_characters(int length, bool fits)
    {
        var client = await _app.OpenSignedInAsync();

        using var response = await client.SubmitAsync("/account", "name", ("Name", new string('x', length)));

        Assert.Equal(fits, client.Target(response) is not null);
    }

    [Fact]
    public async Task A_new_password_signs_the_other_sessions_out_and_keeps_this_one()
    {
        var here = await _app.OpenSignedInAsync();
        var elsewhere = await _app.OpenSignedInAsync();

        using var response = await here.SubmitAsync(
            "/account", "password", ("CurrentPassword", AdminApplication.OwnerPassword), ("NewPassword", NewPassword));
        _time.Advance(TimeSpan.FromSeconds(61));
        using var still = await here.GetAsync("/account");
        using var gone = await elsewhere.GetAsync("/account");

        Assert.Equal("/account?changed=password", here.Target(response));
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        Assert.Equal("/sign-in?returnUrl=%2Faccount", elsewhere.Target(gone));
        await _app.OpenSignedInAsync(password: NewPassword);
    }

    [Theory]
    [InlineData("", NewPassword, "#current-password-error", "Enter your current password.")]
    [InlineData("not my password", NewPassword, "#current-password-error", "This is not your current password.")]
    [InlineData(AdminApplication.OwnerPassword, "short", "#new-password-error", "Use at least 12 characters.")]
    public async Task A_password_that_cannot_be_changed_is_said_at_its_field(string current, string replacement, string field, string message)
    {
        var client = await _app.OpenSignedInAsync();

        using var response = await client.SubmitAsync("/account", "password", ("CurrentPassword", current), ("NewPassword", replacement));

        Assert.Equal(message, (await AdminApplicationClient.ReadAsync(response)).QuerySelector(field)?.TextContent.Trim());
        await _app.OpenSignedInAsync();
    }

    [Fact]
    public async Task The_current_password_cannot_be_guessed_here_either()
    {
        var client = await _app.OpenSignedInAsync();
        for (var number = 1; number <= 5; number++)
        {
            using var wrong = await client.SubmitAsync("/account", "password", ("CurrentPassword", "guess"), ("NewPassword", NewPassword));
        }

        using var response = await client.SubmitAsync(
            "/account", "password", ("CurrentPassword", AdminApplication.OwnerPassword), ("NewPassword", NewPassword));

        Assert.StartsWith(
            "Too many tries", (await AdminApplicationClient.ReadAsync(response)).QuerySelector("[role=alert]")?.TextContent, StringComparison.Ordinal);
    }
}
