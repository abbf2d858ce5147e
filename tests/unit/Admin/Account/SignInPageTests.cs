using System.Net;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Admin.Account;

public sealed class SignInPageTests : IDisposable
{
    private const string WrongPassword = "not the right password";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly AdminApplication _app;

    public SignInPageTests() => _app = AdminApplication.WithOwner(services: services => services.AddSingleton<TimeProvider>(_time));

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_deep_link_comes_back_after_signing_in()
    {
        var client = _app.Open();
        using var closed = await client.GetAsync("/account?tab=password");
        var signIn = client.Target(closed)!;

        using var response = await client.TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword, signIn);

        Assert.StartsWith("/sign-in?returnUrl=", signIn, StringComparison.Ordinal);
        Assert.Equal("/account?tab=password", client.Target(response));
    }

    // A browser's history and the access logs of every proxy keep addresses.
    [Theory]
    [InlineData("/secret-keys?q=sk_shop_Abcd0123456789012345678901234567890123456789abcdef", "/sign-in?returnUrl=%2Fsecret-keys%3Fq%3Dsk_shop_Abcd")]
    [InlineData("/sign-in?returnUrl=%2Fsecret-keys%3Fq%3Dsk_shop_Abcd0123456789", "/sign-in?returnUrl=%2Fsecret-keys%3Fq%3Dsk_shop_Abcd")]
    public async Task A_token_in_a_deep_link_does_not_get_into_the_address_of_this_page(string link, string signIn)
    {
        var client = _app.Open();

        using var closed = await client.GetAsync(link);

        Assert.Equal(signIn, client.Target(closed));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("\\\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("~//evil.example")]
    [InlineData("evil")]
    public async Task A_return_address_elsewhere_is_refused(string returnUrl)
    {
        var client = _app.Open();

        using var response = await client.TrySignInAsync(
            AdminApplication.OwnerEmail, AdminApplication.OwnerPassword, "/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl));

        Assert.Equal("/", client.Target(response));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_are_told_the_same()
    {
        var wrong = await ProblemAsync(AdminApplication.OwnerEmail, WrongPassword);
        var unknown = await ProblemAsync("nobody@example.com", WrongPassword);

        Assert.Equal("Wrong e-mail address or password.", wrong);
        Assert.Equal(wrong, unknown);
    }

    [Fact]
    public async Task The_address_stays_and_the_password_does_not()
    {
        using var response = await _app.Open().TrySignInAsync(AdminApplication.OwnerEmail, WrongPassword);

        var page = await AdminApplicationClient.ReadAsync(response);
        Assert.Equal(AdminApplication.OwnerEmail, page.QuerySelector("#email")?.GetAttribute("value"));
        Assert.Equal("", page.QuerySelector("#password")?.GetAttribute("value"));
        Assert.Equal("password", Assert.Single(page.QuerySelectorAll("[autofocus]")).Id);
    }

    [Fact]
    public async Task Empty_fields_are_said_at_the_fields()
    {
        using var response = await _app.Open().TrySignInAsync("", "");

        var page = await AdminApplicationClient.ReadAsync(response);
        Assert.Equal("Enter your e-mail address.", page.QuerySelector("#email-error")?.TextContent.Trim());
        Assert.Equal("Enter your password.", page.QuerySelector("#password-error")?.TextContent.Trim());
    }

    [Theory]
    [InlineData(AdminApplication.OwnerEmail)]
    [InlineData("nobody@example.com")]
    public async Task Five_wrong_passwords_lock_an_address_whether_or_not_anyone_has_it(string email)
    {
        for (var number = 1; number < 5; number++)
        {
            Assert.Equal("Wrong e-mail address or password.", await ProblemAsync(email, WrongPassword));
        }

        var fifth = await ProblemAsync(email, WrongPassword);
        var locked = await ProblemAsync(email.ToUpperInvariant(), AdminApplication.OwnerPassword);

        Assert.Equal("Too many tries for this e-mail address. Wait 15 minutes, then try again.", fifth);
        Assert.Equal(fifth, locked);
    }

    [Fact]
    public async Task A_locked_address_opens_after_the_wait()
    {
        for (var number = 1; number <= 6; number++)
        {
            await ProblemAsync(AdminApplication.OwnerEmail, WrongPassword);
        }

        _time.Leap(TimeSpan.FromMinutes(14));
        var early = await ProblemAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        _time.Advance(TimeSpan.FromMinutes(1));
        await _app.OpenSignedInAsync();

        Assert.Equal("Too many tries for this e-mail address. Wait 1 minute, then try again.", early);
        Assert.Equal(0, await _app.InDatabaseAsync(db => db.SignInAttempts.CountAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Guesses_sent_at_once_get_no_more_tries()
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            var client = _app.Open();
            return (Client: client, Form: AdminApplicationClient.Form(await client.PageAsync("/sign-in"), "sign-in"));
        }));

        await Task.WhenAll(clients.Select(one => one.Client.SendAsync(
            one.Form, ("Email", AdminApplication.OwnerEmail), ("Password", WrongPassword))));

        var checks = _app.Logs.GetSnapshot().Count(record => record.Id.Id == 3101);
        Assert.Equal(5, checks);
    }

    [Fact]
    public async Task A_locked_address_does_not_stop_its_owner_at_work()
    {
        var owner = await _app.OpenSignedInAsync();
        for (var number = 1; number <= 6; number++)
        {
            await ProblemAsync(AdminApplication.OwnerEmail, WrongPassword);
        }

        _time.Advance(TimeSpan.FromMinutes(2));
        using var response = await owner.GetAsync("/account");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_deactivated_person_is_told_so_only_with_the_right_password()
    {
        await _app.AddPersonAsync("vera@example.com", AdminRoles.Viewer);
        await DeactivateAsync("vera@example.com");

        var wrong = await ProblemAsync("vera@example.com", WrongPassword);
        var right = await ProblemAsync("vera@example.com", AdminApplication.OwnerPassword);

        Assert.Equal("Wrong e-mail address or password.", wrong);
        Assert.Equal("This account is deactivated. An owner can reactivate it.", right);
    }

    [Fact]
    public async Task Session_of_a_deactivated_user_is_refused_on_the_next_request()
    {
        await _app.AddPersonAsync("vera@example.com", AdminRoles.Viewer);
        var vera = await _app.OpenSignedInAsync("vera@example.com");

        await DeactivateAsync("vera@example.com");
        using var response = await vera.GetAsync("/account");

        Assert.Equal("/sign-in?returnUrl=%2Faccount", vera.Target(response));
    }

    [Fact]
    public async Task Form_shown_to_a_session_that_stands_for_nobody_is_not_refused_as_expired()
    {
        await _app.AddPersonAsync("vera@example.com", AdminRoles.Viewer);
        var vera = await _app.OpenSignedInAsync("vera@example.com");
        await DeactivateAsync("vera@example.com");

        using var response = await vera.TrySignInAsync("vera@example.com", AdminApplication.OwnerPassword);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            "This account is deactivated. An owner can reactivate it.",
            (await AdminApplicationClient.ReadAsync(response)).QuerySelector("[role=alert]")?.TextContent);
    }

    [Fact]
    public async Task Who_is_signed_in_already_goes_on()
    {
        var client = await _app.OpenSignedInAsync();

        using var response = await client.GetAsync("/sign-in?returnUrl=%2Faccount");

        Assert.Equal("/account", client.Target(response));
    }

    [Fact]
    public async Task Signing_out_closes_everything()
    {
        var client = await _app.OpenSignedInAsync();

        using var response = await client.SignOutAsync();
        using var closed = await client.GetAsync("/account");

        Assert.Equal("/sign-in", client.Target(response));
        Assert.Equal("/sign-in?returnUrl=%2Faccount", client.Target(closed));
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_sessions_of_other_browsers_and_programs_too()
    {
        var client = await _app.OpenSignedInAsync();
        var elsewhere = await _app.OpenSignedInAsync();
        var program = await ApiClient.SignInAsync(_app);

        using var response = await client.SignOutEverywhereAsync();
        using var here = await client.GetAsync("/account");
        using var closed = await elsewhere.GetAsync("/account");

        Assert.Equal("/sign-in", client.Target(response));
        Assert.Equal("/sign-in?returnUrl=%2Faccount", client.Target(here));
        Assert.Equal("/sign-in?returnUrl=%2Faccount", elsewhere.Target(closed));
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/admin/users/me")).Status);
    }

    [Fact]
    public async Task Signing_out_when_the_session_is_over_leads_to_a_plain_sign_in()
    {
        var client = _app.Open();

        using var response = await client.Http.PostAsync("/account/sign-out", null, TestContext.Current.CancellationToken);

        Assert.Equal("/sign-in", client.Target(response));
    }

    [Fact]
    public async Task Signing_out_in_two_tabs_leads_to_a_plain_sign_in()
    {
        var client = await _app.OpenSignedInAsync();
        var token = (await client.PageAsync("/account")).QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
        using var first = await client.SignOutAsync();

        using var second = await client.Http.PostAsync(
            "/account/sign-out",
            new FormUrlEncodedContent([new("__RequestVerificationToken", token)]),
            TestContext.Current.CancellationToken);

        Assert.Equal("/sign-in", client.Target(second));
    }

    [Fact]
    public async Task A_change_of_the_person_begun_before_a_sign_out_does_not_bring_the_session_back()
    {
        var client = await _app.OpenSignedInAsync();
        var copy = await _app.OpenSignedInAsync();
        await using var scope = _app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AdminUser>>();
        var stale = (await users.FindByEmailAsync(AdminApplication.OwnerEmail))!;
        using var signedOut = await client.SignOutEverywhereAsync();

        stale.DisplayName = "Olga O’Neil";
        var result = await users.UpdateAsync(stale);

        Assert.Contains(result.Errors, error => error.Code == nameof(IdentityErrorDescriber.ConcurrencyFailure));
        using var closed = await copy.GetAsync("/account");
        Assert.Equal("/sign-in?returnUrl=%2Faccount", copy.Target(closed));
    }

    [Fact]
    public async Task Another_site_cannot_sign_anyone_out()
    {
        var client = await _app.OpenSignedInAsync();

        using var response = await client.Http.PostAsync("/account/sign-out", null, TestContext.Current.CancellationToken);
        using var open = await client.GetAsync("/account");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await AdminApplicationClient.ReadAsync(response);
        Assert.Equal("This form has expired", page.QuerySelector("h1")?.TextContent);
        Assert.Equal("/", page.QuerySelector("main a.button")?.GetAttribute("href"));
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    private async Task<string?> ProblemAsync(string email, string password)
    {
        using var response = await _app.Open().TrySignInAsync(email, password);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await AdminApplicationClient.ReadAsync(response)).QuerySelector("[role=alert]")?.TextContent;
    }

    private Task<int> DeactivateAsync(string email) => _app.InDatabaseAsync(db => db.Users
        .Where(user => user.Email == email)
        .ExecuteUpdateAsync(set => set.SetProperty(user => user.DeactivatedAt, _time.GetUtcNow()), TestContext.Current.CancellationToken));
}
