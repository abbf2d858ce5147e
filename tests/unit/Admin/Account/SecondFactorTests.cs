using System.Net;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Admin.Account;

public sealed class SecondFactorTests : IDisposable
{
    private const string SecondStep = "/sign-in/second-step?returnUrl=%2F";
    private const string Refusal = "This code is wrong or was used before. Enter the one that the app shows now.";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly AdminApplication _app;

    public SecondFactorTests() => _app = AdminApplication.WithOwner(
        new Dictionary<string, string?> { ["Account:PostsPerMinute"] = "1000", ["Account:AskAgainAfter"] = "00:00:00" },
        services => services.AddSingleton<TimeProvider>(_time).AddSingleton<IStartupFilter, RemoteAddress>());

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Authenticator_app_is_set_up_by_a_code_and_its_recovery_codes_are_shown_once()
    {
        var client = await _app.OpenSignedInAsync();

        var (app, codes) = await AuthenticatorApp.SetUpAsync(client, _time);

        Assert.Equal(10, codes.Distinct().Count());
        var account = await client.PageAsync("/account");
        Assert.Contains("You have 10 recovery codes left.", account.Body!.TextContent, StringComparison.Ordinal);
        var again = await client.PageAsync("/account/authenticator");
        Assert.DoesNotContain(again.Body!.TextContent, codes.Append(app.Key).Where(secret => again.Body.TextContent.Contains(secret, StringComparison.Ordinal)));
        Assert.DoesNotContain(_app.Logs.GetSnapshot(), record => codes.Append(app.Key).Any(secret => record.Message.Contains(secret, StringComparison.Ordinal)));
        var stored = await _app.InDatabaseAsync(db => db.UserTokens.Select(token => token.Value).ToListAsync(Cancelled));
        Assert.DoesNotContain(codes, code => stored.Any(value => value!.Contains(code, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Page_has_the_key_as_a_picture_too_and_keeps_it_when_the_code_is_wrong()
    {
        var client = await _app.OpenSignedInAsync();
        var page = await client.PageAsync("/account/authenticator");
        var key = page.QuerySelector("[data-testid=authenticator-key]")!.TextContent;

        using var response = await client.SendAsync(AdminApplicationClient.Form(page, "authenticator"), ("Code", "000000"));

        var after = await AdminApplicationClient.ReadAsync(response);
        Assert.NotNull(page.QuerySelector(".qr svg"));
        Assert.Equal(key, after.QuerySelector("[data-testid=authenticator-key]")!.TextContent);
        Assert.StartsWith("This is not the code for now.", after.QuerySelector("#code-error")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.False(await _app.InDatabaseAsync(db => db.Users.Select(user => user.TwoFactorEnabled).SingleAsync(Cancelled)));
    }

    [Fact]
    public async Task Key_that_was_shown_to_another_user_or_long_ago_is_not_taken()
    {
        await _app.AddPersonAsync("vera@example.com", AdminRoles.Viewer);
        var vera = await _app.OpenSignedInAsync("vera@example.com");
        var stolen = await vera.PageAsync("/account/authenticator");
        var olga = await _app.OpenSignedInAsync();
        var own = await olga.PageAsync("/account/authenticator");

        var foreign = await SendOfferAsync(olga, own, stolen);
        _time.Leap(TimeSpan.FromMinutes(31));
        var late = await SendOfferAsync(olga, own, own);

        Assert.All([foreign, late], text => Assert.StartsWith("This page was open for too long.", text, StringComparison.Ordinal));
        Assert.False(await _app.InDatabaseAsync(db => db.Users.AnyAsync(user => user.TwoFactorEnabled, Cancelled)));
    }

    [Fact]
    public async Task Set_up_ends_the_sessions_that_had_no_second_factor()
    {
        var client = await _app.OpenSignedInAsync();
        var elsewhere = await _app.OpenSignedInAsync();

        await AuthenticatorApp.SetUpAsync(client, _time);

        using var here = await client.GetAsync("/account");
        using var gone = await elsewhere.GetAsync("/account");
        Assert.Equal(HttpStatusCode.OK, here.StatusCode);
        Assert.Equal("/sign-in?returnUrl=%2Faccount", elsewhere.Target(gone));
    }

    [Fact]
    public async Task Sign_in_asks_for_a_code_after_the_password_and_opens_nothing_before()
    {
        var app = await SetUpAsync();
        var client = _app.Open();

        using var password = await client.TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword, "/sign-in?returnUrl=%2Faccount");
        using var closed = await client.GetAsync("/account");
        var asked = client.Target(password)!;
        using var code = await client.SubmitAsync(asked, "second-step", ("Code", app.CodeAt(TimeSpan.Zero)), ("Trust", "False"));
        using var open = await client.GetAsync("/account");

        Assert.Equal("/sign-in/second-step?returnUrl=%2Faccount", asked);
        Assert.Equal("/sign-in?returnUrl=%2Faccount", client.Target(closed));
        Assert.Equal("/account", client.Target(code));
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    [Fact]
    public async Task Code_is_accepted_once_and_so_is_the_next_one()
    {
        var app = await SetUpAsync();
        var code = app.Code;

        Assert.Equal("/", await SignInAsync(_app.Open(), code));
        var replayed = await RefusalAsync(_app.Open(), code);
        var next = app.CodeAt(TimeSpan.FromSeconds(30));
        Assert.Equal("/", await SignInAsync(_app.Open(), next));

        Assert.Equal(Refusal, replayed);
        Assert.Equal(Refusal, await RefusalAsync(_app.Open(), code));
    }

    [Theory]
    [InlineData(-30, true)]
    [InlineData(30, true)]
    [InlineData(-60, false)]
    [InlineData(60, false)]
    public async Task Code_of_a_clock_that_is_half_a_minute_wrong_is_accepted(int seconds, bool accepted)
    {
        var app = await SetUpAsync();
        _time.Leap(TimeSpan.FromMinutes(5));

        var target = await SignInAsync(_app.Open(), app.CodeAt(TimeSpan.FromSeconds(seconds)));

        Assert.Equal(accepted ? "/" : null, target);
    }

    [Fact]
    public async Task Codes_that_were_never_made_and_those_that_were_used_are_refused_alike()
    {
        var client = await _app.OpenSignedInAsync();
        var (app, codes) = await AuthenticatorApp.SetUpAsync(client, _time);
        _time.Leap(TimeSpan.FromMinutes(5));
        await SignInAsync(_app.Open(), codes[0]);

        string[] refusals =
        [
            await RefusalAsync(_app.Open(), app.WrongCode),
            await RefusalAsync(_app.Open(), codes[0]),
            await RefusalAsync(_app.Open(), "2222-2222-2222-2222"),
            await RefusalAsync(_app.Open(), "not a code"),
        ];

        Assert.All(refusals, refusal => Assert.Equal(Refusal, refusal));
    }

    [Fact]
    public async Task Recovery_code_signs_in_once_however_it_is_typed()
    {
        var client = await _app.OpenSignedInAsync();
        var (_, codes) = await AuthenticatorApp.SetUpAsync(client, _time);

        var first = await SignInAsync(_app.Open(), codes[3].ToUpperInvariant().Replace('-', ' '));
        var second = await SignInAsync(_app.Open(), codes[3]);

        Assert.Equal("/", first);
        Assert.Null(second);
        Assert.Contains("You have 9 recovery codes left.", (await client.PageAsync("/account")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_recovery_codes_end_the_old_ones()
    {
        var client = await _app.OpenSignedInAsync();
        var (_, old) = await AuthenticatorApp.SetUpAsync(client, _time);

        using var response = await client.SubmitAsync("/account/recovery-codes", "recovery-codes");
        var fresh = (await AdminApplicationClient.ReadAsync(response)).QuerySelectorAll(".recovery-codes code").Select(code => code.TextContent).ToList();

        Assert.Equal(10, fresh.Count);
        Assert.Null(await SignInAsync(_app.Open(), old[0]));
        Assert.Equal("/", await SignInAsync(_app.Open(), fresh[0]));
    }

    [Fact]
    public async Task Five_wrong_codes_make_the_network_wait_but_no_browser_that_is_known()
    {
        var known = _app.Open();
        await known.SignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        var (app, _) = await AuthenticatorApp.SetUpAsync(known, _time);
        _time.Leap(TimeSpan.FromMinutes(1));
        for (var number = 1; number < 5; number++)
        {
            Assert.Equal(Refusal, await RefusalAsync(_app.Open(), app.WrongCode));
        }

        var fifth = await ProblemAsync(_app.Open(), app.WrongCode);
        var locked = await ProblemAsync(_app.Open(), app.Code);
        using var signedOut = await known.SignOutAsync();
        var here = await SignInAsync(known, app.Code);
        _time.Leap(TimeSpan.FromMinutes(15));
        var later = await SignInAsync(_app.Open(), app.Code);

        Assert.Equal("Too many tries of codes. Wait 15 minutes, then try again.", fifth);
        Assert.Equal(fifth, locked);
        Assert.Equal("/", here);
        Assert.Equal("/", later);
    }

    [Fact]
    public async Task Browser_that_is_trusted_is_not_asked_for_a_month()
    {
        var app = await SetUpAsync();
        var client = _app.Open();
        _time.Leap(TimeSpan.FromMinutes(1));
        await SignInAsync(client, app.Code, trust: true);
        using var signedOut = await client.SignOutAsync();

        _time.Leap(TimeSpan.FromDays(29));
        using var trusted = await client.TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        using var again = await client.SignOutAsync();
        _time.Leap(TimeSpan.FromDays(2));
        using var asked = await client.TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        using var elsewhere = await _app.Open().TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);

        Assert.Equal("/", client.Target(trusted));
        Assert.Equal(SecondStep, client.Target(asked));
        Assert.Equal(SecondStep, client.Target(elsewhere));
    }

    [Fact]
    public async Task Second_step_ends_ten_minutes_after_the_password()
    {
        var app = await SetUpAsync();
        var client = _app.Open();
        using var password = await client.TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        var form = AdminApplicationClient.Form(await client.PageAsync(client.Target(password)!), "second-step");

        _time.Leap(TimeSpan.FromMinutes(10));
        using var late = await client.SendAsync(form, ("Code", app.Code));
        using var page = await client.GetAsync(SecondStep);

        Assert.Equal("/sign-in?returnUrl=%2F", client.Target(late));
        Assert.Equal("/sign-in?returnUrl=%2F", client.Target(page));
    }

    [Fact]
    public async Task Second_step_ends_with_the_password_that_began_it()
    {
        var owner = await _app.OpenSignedInAsync();
        var (app, _) = await AuthenticatorApp.SetUpAsync(owner, _time);
        _time.Leap(TimeSpan.FromMinutes(1));
        var thief = _app.Open();
        using var password = await thief.TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        var form = AdminApplicationClient.Form(await thief.PageAsync(SecondStep), "second-step");

        using var changed = await owner.SubmitAsync(
            "/account", "password", ("CurrentPassword", AdminApplication.OwnerPassword), ("NewPassword", "another horse battery"));
        using var late = await thief.SendAsync(form, ("Code", app.Code));

        Assert.Equal("/sign-in?returnUrl=%2F", thief.Target(late));
    }

    [Fact]
    public async Task Wrong_password_is_told_the_same_with_and_without_a_second_factor()
    {
        await SetUpAsync();

        using var response = await _app.Open().TrySignInAsync(AdminApplication.OwnerEmail, "not the right password");

        Assert.Equal(
            "Wrong e-mail address or password.", (await AdminApplicationClient.ReadAsync(response)).QuerySelector("[role=alert]")?.TextContent);
    }

    [Fact]
    public async Task Turned_off_no_code_is_asked_for_and_no_recovery_code_is_left()
    {
        var client = await _app.OpenSignedInAsync();
        var (app, _) = await AuthenticatorApp.SetUpAsync(client, _time);
        _time.Leap(TimeSpan.FromMinutes(1));
        var elsewhere = _app.Open();
        await SignInAsync(elsewhere, app.Code);

        using var response = await client.PostWithTokenAsync("/account/authenticator/turn-off");
        var page = await client.PageAsync("/account");
        using var gone = await elsewhere.GetAsync("/account");
        using var signIn = await _app.Open().TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);

        Assert.StartsWith("The authenticator app is turned off.", page.QuerySelector(".alert-success")?.TextContent, StringComparison.Ordinal);
        Assert.Equal("/sign-in?returnUrl=%2Faccount", elsewhere.Target(gone));
        Assert.Equal("/", client.Target(signIn));
        Assert.Empty(await _app.InDatabaseAsync(db => db.UserTokens.ToListAsync(Cancelled)));
    }

    [Fact]
    public async Task Post_that_turns_the_second_factor_off_without_the_token_of_the_page_is_refused()
    {
        var client = await _app.OpenSignedInAsync();
        await AuthenticatorApp.SetUpAsync(client, _time);

        using var response = await client.Http.PostAsync("/account/authenticator/turn-off", null, Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True(await _app.InDatabaseAsync(db => db.Users.Select(user => user.TwoFactorEnabled).SingleAsync(Cancelled)));
    }

    [Fact]
    public async Task Codes_sent_at_once_are_accepted_once()
    {
        var app = await SetUpAsync();
        _time.Leap(TimeSpan.FromMinutes(1));
        var ready = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var client = _app.Open();
            using var password = await client.TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
            return (Client: client, Form: AdminApplicationClient.Form(await client.PageAsync(SecondStep), "second-step"));
        }));

        var code = app.Code;
        var targets = await Task.WhenAll(ready.Select(async one =>
        {
            using var response = await one.Client.SendAsync(one.Form, ("Code", code), ("Trust", "False"));
            return one.Client.Target(response);
        }));

        Assert.Single(targets, target => target == "/");
    }

    // Signs in once and leaves: what a test then opens is another browser.
    private async Task<AuthenticatorApp> SetUpAsync()
    {
        var (app, _) = await AuthenticatorApp.SetUpAsync(await _app.OpenSignedInAsync(), _time);
        _time.Leap(TimeSpan.FromMinutes(1));
        return app;
    }

    private static async Task<string?> SignInAsync(AdminApplicationClient client, string code, bool trust = false)
    {
        using var response = await SendCodeAsync(client, code, trust);
        return client.Target(response);
    }

    private static async Task<string> RefusalAsync(AdminApplicationClient client, string code)
    {
        using var response = await SendCodeAsync(client, code, trust: false);
        return (await AdminApplicationClient.ReadAsync(response)).QuerySelector("#code-error")?.TextContent.Trim() ?? "";
    }

    private static async Task<string?> ProblemAsync(AdminApplicationClient client, string code)
    {
        using var response = await SendCodeAsync(client, code, trust: false);
        return (await AdminApplicationClient.ReadAsync(response)).QuerySelector("[role=alert]")?.TextContent;
    }

    private static async Task<HttpResponseMessage> SendCodeAsync(AdminApplicationClient client, string code, bool trust)
    {
        using var password = await client.TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        Assert.Equal(SecondStep, client.Target(password));
        return await client.SubmitAsync(SecondStep, "second-step", ("Code", code), ("Trust", trust ? "True" : "False"));
    }

    private static async Task<string> SendOfferAsync(
        AdminApplicationClient client, AngleSharp.Html.Dom.IHtmlDocument page, AngleSharp.Html.Dom.IHtmlDocument offered)
    {
        var offer = offered.QuerySelector("input[name='Input.Offer']")!.GetAttribute("value")!;
        using var response = await client.SendAsync(AdminApplicationClient.Form(page, "authenticator"), ("Offer", offer), ("Code", "123456"));
        return (await AdminApplicationClient.ReadAsync(response)).QuerySelector("[role=alert]")?.TextContent ?? "";
    }
}
