using System.Net;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Members;
using ApiKeys.Admin.Team;
using ApiKeys.Admin.Team.Invite;
using ApiKeys.Admin.Team.Password;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Admin.Account;

/// <summary>The pages behind the links of invitations and of new passwords, as a browser without scripts meets them.</summary>
public sealed class OneTimeLinkTests : IDisposable
{
    private const string Password = "a vase of seven tulips";
    private const string DeadLink = "This link doesn't work: it may have expired or been used. Ask for a new one.";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly AdminApplication _app;

    public OneTimeLinkTests() => _app = AdminApplication.WithOwner(services: services => services.AddSingleton<TimeProvider>(_time));

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Invited_person_sets_name_and_password_and_is_signed_in_with_the_role()
    {
        var secret = await InviteAsync("mara@example.com", AdminRoles.Manager);
        var browser = _app.Open();

        using var opened = await browser.SubmitAsync("/invitation", "link", ("Link", $"https://keys.example/invitation#{secret.Value}"));
        var page = await AdminApplicationClient.ReadAsync(opened);
        using var joined = await browser.SendAsync(AdminApplicationClient.Form(page, "join"), ("Name", "Mara"), ("Password", Password));

        Assert.Contains("You join as Manager and sign in with mara@example.com.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/", browser.Target(joined));
        Assert.Contains("Mara", (await browser.PageAsync("/account")).Body!.TextContent, StringComparison.Ordinal);
        await _app.OpenSignedInAsync("mara@example.com", Password);
    }

    [Fact]
    public async Task Link_that_was_used_has_expired_was_revoked_or_was_guessed_gets_one_answer()
    {
        var used = await InviteAsync("one@example.com");
        await Team.AcceptAsync(used, "One", Password, TestContext.Current.CancellationToken);
        var expired = await InviteAsync("two@example.com", lifetime: TimeSpan.FromHours(1));
        _time.Leap(TimeSpan.FromHours(1));
        var revoked = await InviteAsync("three@example.com");
        await Team.RevokeInvitationAsync(
            (await Reader.InvitationsOfAsync("three@example.com", TestContext.Current.CancellationToken))[0].Id, await OwnerAsync());

        HashSet<string> answers = [];
        foreach (var link in new[] { used.Value, expired.Value, revoked.Value, LinkSecret.New().Value, "no link at all", "" })
        {
            using var response = await _app.Open().SubmitAsync("/invitation", "link", ("Link", link));
            var page = await AdminApplicationClient.ReadAsync(response);
            page.QuerySelector("input[name='LinkInput.Link']")!.SetAttribute("value", "");
            page.QuerySelector("input[name=__RequestVerificationToken]")!.SetAttribute("value", "");
            answers.Add(page.QuerySelector("main")!.InnerHtml);
        }

        Assert.Contains(DeadLink, WebUtility.HtmlDecode(Assert.Single(answers)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_name_and_password_are_told_at_their_fields_and_the_link_still_works()
    {
        var secret = await InviteAsync("mara@example.com");
        var browser = _app.Open();
        using var opened = await browser.SubmitAsync("/invitation", "link", ("Link", secret.Value));
        var form = AdminApplicationClient.Form(await AdminApplicationClient.ReadAsync(opened), "join");

        using var refused = await browser.SendAsync(form, ("Name", " "), ("Password", "mara"));
        var page = await AdminApplicationClient.ReadAsync(refused);
        using var joined = await browser.SendAsync(AdminApplicationClient.Form(page, "join"), ("Name", "Mara"), ("Password", Password));

        Assert.Contains("Enter a name.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Use at least 12 characters.", page.Body.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"mara\"", page.Body.InnerHtml, StringComparison.Ordinal);
        Assert.Equal("/", browser.Target(joined));
    }

    [Fact]
    public async Task Form_sent_twice_makes_one_person()
    {
        var secret = await InviteAsync("mara@example.com");
        var browser = _app.Open();
        using var opened = await browser.SubmitAsync("/invitation", "link", ("Link", secret.Value));
        var form = AdminApplicationClient.Form(await AdminApplicationClient.ReadAsync(opened), "join");

        using var first = await browser.SendAsync(form, ("Name", "Mara"), ("Password", Password));
        using var second = await _app.Open().SubmitAsync("/invitation", "link", ("Link", secret.Value));

        Assert.Equal(HttpStatusCode.Found, first.StatusCode);
        Assert.Contains(DeadLink, (await AdminApplicationClient.ReadAsync(second)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, await _app.InDatabaseAsync(db => db.Users.CountAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task New_password_by_link_ends_every_session_and_signs_no_one_in()
    {
        var old = await _app.OpenSignedInAsync();
        var bearer = await ApiClient.SignInAsync(_app);
        var secret = await IssueAsync();
        var browser = _app.Open();

        using var opened = await browser.SubmitAsync("/reset-password", "link", ("Link", secret.Value));
        var form = AdminApplicationClient.Form(await AdminApplicationClient.ReadAsync(opened), "password");
        using var set = await browser.SendAsync(form, ("Password", Password));

        Assert.Contains("Your password is set", (await AdminApplicationClient.ReadAsync(set)).Body!.TextContent, StringComparison.Ordinal);
        using var account = await old.GetAsync("/account");
        Assert.Equal(HttpStatusCode.Found, account.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bearer.GetAsync("/admin/users/me")).Status);
        using var own = await browser.GetAsync("/account");
        Assert.Equal(HttpStatusCode.Found, own.StatusCode);
        await _app.OpenSignedInAsync(AdminApplication.OwnerEmail, Password);
    }

    [Fact]
    public async Task Password_link_that_is_dead_says_no_more_than_that()
    {
        var secret = await IssueAsync();
        _time.Leap(TimeSpan.FromHours(24));

        using var response = await _app.Open().SubmitAsync("/reset-password", "link", ("Link", secret.Value));

        var text = (await AdminApplicationClient.ReadAsync(response)).Body!.TextContent;
        Assert.Contains(DeadLink, text, StringComparison.Ordinal);
        Assert.DoesNotContain(AdminApplication.OwnerEmail, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_of_a_link_is_in_no_log_line_and_the_page_sends_no_referrer()
    {
        var secret = await InviteAsync("mara@example.com");
        var browser = _app.Open();
        using var opened = await browser.SubmitAsync("/invitation", "link", ("Link", secret.Value));
        var form = AdminApplicationClient.Form(await AdminApplicationClient.ReadAsync(opened), "join");
        using var joined = await browser.SendAsync(form, ("Name", "Mara"), ("Password", Password));

        Assert.Equal("no-referrer", Assert.Single(opened.Headers.GetValues("Referrer-Policy")));
        Assert.Equal(true, opened.Headers.CacheControl?.NoStore);
        Assert.DoesNotContain(_app.Logs.GetSnapshot(), line => line.Message.Contains(secret.Value, StringComparison.OrdinalIgnoreCase));
    }

    private TeamService Team => _app.Services.GetRequiredService<TeamService>();

    private TeamReader Reader => _app.Services.GetRequiredService<TeamReader>();

    private async Task<LinkSecret> InviteAsync(string email, string role = AdminRoles.Viewer, TimeSpan? lifetime = null) =>
        (await Team.InviteAsync(new(email, role, lifetime ?? InviteRequest.DefaultLifetime), await OwnerAsync())).Value!.Secret!;

    private async Task<LinkSecret> IssueAsync()
    {
        var call = await OwnerAsync();
        return (await Team.IssuePasswordLinkAsync(new(call.Actor.Id, IssuePasswordLinkRequest.ConsoleLifetime), call)).Value!.Secret!;
    }

    private async Task<OperationCall> OwnerAsync()
    {
        var owner = await Reader.FindByEmailAsync(AdminApplication.OwnerEmail, TestContext.Current.CancellationToken);
        return new OperationCall(new Actor(owner!.Id), null, TestContext.Current.CancellationToken);
    }
}
