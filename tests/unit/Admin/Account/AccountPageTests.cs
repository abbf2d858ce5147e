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

        Assert.Equal("/account", client.Target(response));
        var page = await client.PageAsync("/account");
        Assert.Equal("Name changed.", page.QuerySelector(".alert-success[role=status]")?.TextContent);
        Assert.Equal("Olga O’Neil", page.QuerySelector("#name")?.GetAttribute("value"));
    }

    [Fact]
    public async Task What_was_done_is_said_once_and_not_because_a_link_says_so()
    {
        var client = await _app.OpenSignedInAsync();
        using var done = await client.SubmitAsync("/account", "name", ("Name", "Olga O’Neil"));

        var first = await client.PageAsync("/account");
        var second = await client.PageAsync("/account?changed=name&done=name");

        Assert.NotNull(first.QuerySelector(".alert-success"));
        Assert.Null(second.QuerySelector(".alert-success"));
    }

    [Fact]
    public async Task What_was_done_is_not_said_beside_a_problem_with_the_next_form()
    {
        var client = await _app.OpenSignedInAsync();
        var form = AdminApplicationClient.Form(await client.PageAsync("/account"), "name");
        using var done = await client.SendAsync(form, ("Name", "Olga O’Neil"));

        using var response = await client.SendAsync(form, ("Name", ""));

        var page = await AdminApplicationClient.ReadAsync(response);
        Assert.Equal("Enter a name.", page.QuerySelector("#name-error")?.TextContent.Trim());
        Assert.Null(page.QuerySelector(".alert-success"));
    }

    [Theory]
    [InlineData("name", "Name", "Somebody else")]
    [InlineData("password", "NewPassword", NewPassword)]
    public async Task Someone_deactivated_changes_nothing_even_while_the_cookie_is_believed(string formName, string field, string value)
    {
        var client = await _app.OpenSignedInAsync();
        var form = AdminApplicationClient.Form(await client.PageAsync("/account"), formName);
        var before = await _app.InDatabaseAsync(db => db.Users.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken));
        await _app.InDatabaseAsync(db => db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.DeactivatedAt, _time.GetUtcNow()), TestContext.Current.CancellationToken));

        using var response = formName == "name"
            ? await client.SendAsync(form, (field, value))
            : await client.SendAsync(form, ("CurrentPassword", AdminApplication.OwnerPassword), (field, value));

        Assert.Equal("/sign-in?returnUrl=%2Faccount", client.Target(response));
        var after = await _app.InDatabaseAsync(db => db.Users.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal((before.DisplayName, before.PasswordHash), (after.DisplayName, after.PasswordHash));
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
        using var still = await here.GetAsync("/account");
        using var gone = await elsewhere.GetAsync("/account");

        Assert.Equal("/account", here.Target(response));
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
