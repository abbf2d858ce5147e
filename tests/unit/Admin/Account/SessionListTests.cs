using System.Net;
using AngleSharp.Dom;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Admin.Account;

public sealed class SessionListTests : IDisposable
{
    private const string Firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private const string Safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly AdminApplication _app;

    public SessionListTests() => _app = AdminApplication.WithOwner(services: services => services.AddSingleton<TimeProvider>(_time));

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData(Firefox, "Firefox on Windows")]
    [InlineData(Safari, "Safari on iPhone")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge on Linux")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "Chrome on macOS")]
    [InlineData("curl/8.5.0", "curl/8.5.0")]
    [InlineData("", "Unknown device")]
    public void Device_is_named_by_browser_and_system(string userAgent, string name) => Assert.Equal(name, DeviceName.Of(userAgent));

    [Fact]
    public async Task Sessions_are_listed_with_this_one_first_and_programs_marked()
    {
        await SignInAsync(Safari);
        var program = await ApiClient.SignInAsync(_app);
        var here = await SignInAsync(Firefox);

        var rows = Rows(await here.PageAsync("/account"));

        Assert.Equal(3, rows.Count);
        Assert.Contains("Firefox on Windows", rows[0], StringComparison.Ordinal);
        Assert.Contains("This session", rows[0], StringComparison.Ordinal);
        Assert.Contains(rows, row => row.Contains("Safari on iPhone", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("Bearer token", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/admin/users/me")).Status);
    }

    [Fact]
    public async Task Session_that_is_signed_out_from_another_browser_ends_at_once_and_the_others_stay()
    {
        var phone = await SignInAsync(Safari);
        var program = await ApiClient.SignInAsync(_app);
        var here = await SignInAsync(Firefox);

        using var response = await here.SendAsync(FormOf(await here.PageAsync("/account"), "Safari on iPhone"));
        using var gone = await phone.GetAsync("/account");
        var page = await here.PageAsync("/account");

        Assert.Equal("/account", here.Target(response));
        Assert.Equal("/sign-in?returnUrl=%2Faccount", phone.Target(gone));
        Assert.Equal("That session has ended.", page.QuerySelector(".alert-success")?.TextContent);
        Assert.Equal(2, Rows(page).Count);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/admin/users/me")).Status);
    }

    [Fact]
    public async Task All_other_sessions_end_bearer_tokens_too()
    {
        var phone = await SignInAsync(Safari);
        var program = await ApiClient.SignInAsync(_app);
        var here = await SignInAsync(Firefox);

        using var response = await here.PostWithTokenAsync("/account/sessions/end-others");
        using var gone = await phone.GetAsync("/account");

        Assert.Equal("/sign-in?returnUrl=%2Faccount", phone.Target(gone));
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/admin/users/me")).Status);
        Assert.Single(Rows(await here.PageAsync("/account")));
    }

    [Fact]
    public async Task Session_of_another_user_cannot_be_ended()
    {
        await _app.AddPersonAsync("vera@example.com", AdminRoles.Viewer);
        var owner = await SignInAsync(Safari);
        var ownersId = await _app.InDatabaseAsync(db => db.Sessions.Select(row => row.Id).SingleAsync(TestContext.Current.CancellationToken));
        var vera = await _app.OpenSignedInAsync("vera@example.com");
        var token = (await vera.PageAsync("/account")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        using var response = await vera.Http.PostAsync(
            "/account/sessions/end",
            new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("id", ownersId)]),
            TestContext.Current.CancellationToken);
        using var still = await owner.GetAsync("/account");

        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Fact]
    public async Task Limits_of_sessions_are_said()
    {
        var here = await SignInAsync(Firefox);

        var text = (await here.PageAsync("/account")).Body!.TextContent;

        Assert.Contains("A session ends after 8 h without use, and after 7 days at the latest.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_in_in_a_new_browser_is_told_once_in_one_that_was_known_before()
    {
        var known = await SignInAsync(Firefox);
        using var signedOut = await known.SignOutAsync();
        _time.Leap(TimeSpan.FromHours(1));
        await SignInAsync(Safari);
        _time.Leap(TimeSpan.FromHours(1));

        using var told = await known.TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword, "/sign-in?returnUrl=%2Factivity");
        var page = await known.PageAsync(known.Target(told)!);
        using var dismissed = await known.SendAsync((AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector("form[action='/account/new-devices/told']")!);
        using var out2 = await known.SignOutAsync();
        using var again = await known.TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);

        Assert.Equal("/account/new-devices?returnUrl=%2Factivity", known.Target(told));
        Assert.Contains("Safari on iPhone", page.QuerySelector(".account-list")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/activity", known.Target(dismissed));
        Assert.Equal("/", known.Target(again));
    }

    [Fact]
    public async Task New_browser_is_told_of_none()
    {
        await SignInAsync(Safari);
        var late = _app.Open();

        using var response = await late.TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        using var signedOut = await late.SignOutAsync();
        using var again = await late.TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);

        Assert.Equal("/", late.Target(response));
        Assert.Equal("/", late.Target(again));
    }

    private static List<string> Rows(IParentNode page) =>
        [.. page.QuerySelectorAll("[aria-label=Sessions] > li").Select(row => row.TextContent)];

    private static AngleSharp.Html.Dom.IHtmlFormElement FormOf(IParentNode page, string device) =>
        (AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelectorAll("[aria-label=Sessions] > li")
            .Single(row => row.TextContent.Contains(device, StringComparison.Ordinal)).QuerySelector("form")!;

    private async Task<AdminApplicationClient> SignInAsync(string userAgent)
    {
        var client = _app.Open();
        client.Http.DefaultRequestHeaders.UserAgent.ParseAdd(userAgent);
        await client.SignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        return client;
    }
}
