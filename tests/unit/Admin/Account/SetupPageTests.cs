using System.Net;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Setup;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Admin.Account;

public sealed class SetupPageTests : IDisposable
{
    private readonly AdminApplication _app = new();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/keys/secret?status=active")]
    public async Task Before_the_first_owner_every_page_leads_to_the_set_up(string path)
    {
        var client = _app.Open();

        using var response = await client.GetAsync(path);

        Assert.Equal("/setup", client.Target(response));
    }

    [Fact]
    public void The_console_names_the_address_and_the_code()
    {
        var code = _app.SetupCode;

        Assert.Contains(_app.ConsoleLines, line => line.Contains("/setup with the code " + code, StringComparison.Ordinal));
        Assert.DoesNotContain(_app.Logs.GetSnapshot(), record => record.Message.Contains(code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_right_code_makes_an_owner_who_is_signed_in()
    {
        var client = _app.Open();

        using var response = await client.TrySetUpAsync(_app.SetupCode);

        Assert.Equal("/", client.Target(response));
        using var home = await client.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
        var owner = await _app.InDatabaseAsync(db => db.Users.SingleAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith("user_", owner.Id, StringComparison.Ordinal);
        Assert.Equal(AdminApplication.OwnerName, owner.DisplayName);
        Assert.NotNull(owner.LastSignInAt);
        var role = await _app.InDatabaseAsync(db => db.UserRoles.SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal((owner.Id, AdminRoles.Owner), (role.UserId, role.RoleId));
    }

    [Fact]
    public async Task Case_dashes_and_spaces_of_the_code_do_not_matter()
    {
        var typed = " " + _app.SetupCode.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant();

        var client = _app.Open();

        using var response = await client.TrySetUpAsync(typed);

        Assert.Equal("/", client.Target(response));
    }

    [Fact]
    public async Task A_wrong_code_is_said_at_its_field_and_keeps_everything_but_the_password()
    {
        using var response = await _app.Open().TrySetUpAsync("ABCD-EFGH-JKMN");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var page = await AdminApplicationClient.ReadAsync(response);
        Assert.Contains("not the code on the console", page.QuerySelector("#code-error")?.TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.QuerySelector("#code")?.GetAttribute("aria-invalid"));
        Assert.Equal("ABCD-EFGH-JKMN", page.QuerySelector("#code")?.GetAttribute("value"));
        Assert.Equal(AdminApplication.OwnerName, page.QuerySelector("#name")?.GetAttribute("value"));
        Assert.Equal(AdminApplication.OwnerEmail, page.QuerySelector("#email")?.GetAttribute("value"));
        Assert.Equal("", page.QuerySelector("#password")?.GetAttribute("value"));
        Assert.False(await _app.InDatabaseAsync(db => db.Users.AnyAsync(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("", "olga@example.com", "correct horse battery", "#name-error", "Enter a name")]
    [InlineData("Olga\u0007", "olga@example.com", "correct horse battery", "#name-error", "control characters")]
    [InlineData("Olga", "", "correct horse battery", "#email-error", "Enter an e-mail address")]
    [InlineData("Olga", "olga at example", "correct horse battery", "#email-error", "such as name@example.com")]
    [InlineData("Olga", "olga@example.com", "short", "#password-error", "at least 12")]
    [InlineData("Olga", "olga@example.com", "i am OLGA and proud", "#password-error", "Leave out")]
    public async Task What_cannot_be_used_is_said_at_its_field(string name, string email, string password, string field, string message)
    {
        using var response = await _app.Open().TrySetUpAsync(_app.SetupCode, email, name, password);

        var page = await AdminApplicationClient.ReadAsync(response);
        Assert.Contains(message, page.QuerySelector(field)?.TextContent, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll(".field-error"));
        Assert.Equal(field, $"#{Assert.Single(page.QuerySelectorAll("[autofocus]")).Id}-error");
        Assert.False(await _app.InDatabaseAsync(db => db.Users.AnyAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task The_code_works_once()
    {
        var late = _app.Open();
        var form = AdminApplicationClient.Form(await late.PageAsync("/setup"), "setup");
        using var first = await _app.Open().TrySetUpAsync(_app.SetupCode);

        using var second = await late.SendAsync(
            form, ("Code", _app.SetupCode), ("Name", "Mallory"), ("Email", "mallory@example.com"), ("Password", AdminApplication.OwnerPassword));
        using var again = await _app.Open().GetAsync("/setup");

        Assert.Equal("/sign-in", late.Target(second));
        Assert.Equal("/sign-in", late.Target(again));
        Assert.Equal(1, await _app.InDatabaseAsync(db => db.Users.CountAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Of_set_ups_sent_at_once_one_makes_the_owner()
    {
        var forms = await Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            var client = _app.Open();
            return (Number: number, Client: client, Form: AdminApplicationClient.Form(await client.PageAsync("/setup"), "setup"));
        }));

        var responses = await Task.WhenAll(forms.Select(form => form.Client.SendAsync(
            form.Form,
            ("Code", _app.SetupCode),
            ("Name", $"Person {form.Number}"),
            ("Email", $"person{form.Number}@example.com"),
            ("Password", AdminApplication.OwnerPassword))));

        Assert.Single(responses, response => forms[0].Client.Target(response) == "/");
        Assert.Equal(7, responses.Count(response => forms[0].Client.Target(response) == "/sign-in"));
        Assert.Equal(1, await _app.InDatabaseAsync(db => db.Users.CountAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void Every_start_has_another_code()
    {
        var codes = Enumerable.Range(0, 100).Select(_ => new SetupCode().Display).ToList();

        Assert.Equal(100, codes.Distinct(StringComparer.Ordinal).Count());
        Assert.All(codes, code => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$", code));
        Assert.False(new SetupCode().Matches(null));
        Assert.False(new SetupCode().Matches(""));
    }
}
