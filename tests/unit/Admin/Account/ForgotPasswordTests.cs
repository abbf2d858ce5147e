using System.Net;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Team.Mails;
using ApiKeys.UnitTests.Admin.Mail;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace ApiKeys.UnitTests.Admin.Account;

public sealed class ForgotPasswordTests(ForgotPasswordTests.Fixture fixture) : IClassFixture<ForgotPasswordTests.Fixture>
{
    private const string NewPassword = "a vase of seven tulips";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private AdminApplication App => fixture.App;

    private MailServer Mail => fixture.Mail;

    [Fact]
    public async Task Mailed_link_sets_a_new_password_once()
    {
        var id = await App.AddPersonAsync("mara@example.com", AdminRoles.Viewer);

        await AskAsync(" Mara@Example.com ");
        var mail = await Mail.NextAsync();
        var link = LinkIn(mail);
        var browser = App.Open();
        using var opened = await browser.SubmitAsync("/reset-password", "link", ("Link", link));
        using var set = await browser.SendAsync(
            AdminApplicationClient.Form(await AdminApplicationClient.ReadAsync(opened), "password"), ("Password", NewPassword));
        using var again = await App.Open().SubmitAsync("/reset-password", "link", ("Link", link));

        Assert.Equal(("mara@example.com", MailServer.From), (Assert.Single(mail.To.Mailboxes).Address, Assert.Single(mail.From.Mailboxes).Address));
        Assert.StartsWith($"{MailServer.Address}/reset-password#", link, StringComparison.Ordinal);
        Assert.Contains("Your password is set", (await AdminApplicationClient.ReadAsync(set)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("This link doesn't work", (await AdminApplicationClient.ReadAsync(again)).Body!.TextContent, StringComparison.Ordinal);
        await App.OpenSignedInAsync("mara@example.com", NewPassword);
        Assert.Equal(
            [(ApiKeyAction.PasswordReset, id), (ApiKeyAction.PasswordResetIssued, "sign-in-page")], (await EventsAsync(id)).Select(row => (row.Action, row.Actor)));
    }

    [Fact]
    public async Task Secret_of_a_mailed_link_is_in_no_table_and_no_log_line()
    {
        await App.AddPersonAsync("lena@example.com", AdminRoles.Viewer);

        await AskAsync("lena@example.com");
        var secret = LinkIn(await Mail.NextAsync()).Split('#')[1];

        Assert.DoesNotContain(secret, DatabaseSnapshot.TakeAll(App.DatabaseFile), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(App.Logs.GetSnapshot(), line => line.Message.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Answer_is_the_same_for_every_address_and_only_a_person_with_a_password_gets_a_link()
    {
        var known = await App.AddPersonAsync("known@example.com", AdminRoles.Viewer);
        var deactivated = await App.AddPersonAsync("gone@example.com", AdminRoles.Viewer);
        var without = await App.AddPersonAsync("sso@example.com", AdminRoles.Viewer);
        await App.InDatabaseAsync(db => db.Users.Where(user => user.Id == deactivated)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.DeactivatedAt, fixture.Time.GetUtcNow()), Cancelled));
        await App.InDatabaseAsync(db => db.Users.Where(user => user.Id == without)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.PasswordHash, (string?)null), Cancelled));

        HashSet<string> answers = [];
        foreach (var email in new[] { "nobody@example.com", "gone@example.com", "sso@example.com", "known@example.com" })
        {
            answers.Add(await AskAsync(email));
        }

        // One request is worked on after another, so those before are decided when this mail comes.
        Assert.Equal("known@example.com", Assert.Single((await Mail.NextAsync()).To.Mailboxes).Address);
        Assert.Contains("If there is an account with this address, a link is on its way.", Assert.Single(answers), StringComparison.Ordinal);
        Assert.Equal([known], await App.InDatabaseAsync(db => db.PasswordLinks
            .Where(row => row.UserId == known || row.UserId == deactivated || row.UserId == without).Select(row => row.UserId).ToListAsync(Cancelled)));
        Assert.False(Mail.HasMore);
    }

    [Fact]
    public async Task Mailed_link_ends_after_an_hour()
    {
        await App.AddPersonAsync("late@example.com", AdminRoles.Viewer);
        await AskAsync("late@example.com");
        var link = LinkIn(await Mail.NextAsync());

        fixture.Time.Leap(TimeSpan.FromMinutes(59));
        using var intime = await App.Open().SubmitAsync("/reset-password", "link", ("Link", link));
        fixture.Time.Leap(TimeSpan.FromMinutes(1));
        using var late = await App.Open().SubmitAsync("/reset-password", "link", ("Link", link));

        Assert.Contains("late@example.com", (await AdminApplicationClient.ReadAsync(intime)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("This link doesn't work", (await AdminApplicationClient.ReadAsync(late)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fourth_request_for_one_address_within_the_wait_gets_the_same_answer_and_no_mail()
    {
        var id = await App.AddPersonAsync("flood@example.com", AdminRoles.Viewer);
        await App.AddPersonAsync("other@example.com", AdminRoles.Viewer);

        HashSet<string> answers = [];
        for (var request = 1; request <= 4; request++)
        {
            answers.Add(await AskAsync("flood@example.com"));
        }

        answers.Add(await AskAsync("other@example.com"));
        var to = new List<string>();
        for (var mail = 1; mail <= 4; mail++)
        {
            to.Add(Assert.Single((await Mail.NextAsync()).To.Mailboxes).Address);
        }

        Assert.Single(answers);
        Assert.Equal(["flood@example.com", "flood@example.com", "flood@example.com", "other@example.com"], to.Order());
        Assert.Equal(3, (await EventsAsync(id)).Count);
        fixture.Time.Leap(TimeSpan.FromMinutes(15));
        await AskAsync("flood@example.com");
        Assert.Equal("flood@example.com", Assert.Single((await Mail.NextAsync()).To.Mailboxes).Address);
    }

    [Fact]
    public async Task Mail_that_the_server_refuses_is_tried_again()
    {
        await App.AddPersonAsync("retry@example.com", AdminRoles.Viewer);
        Mail.Refuses = true;
        var waiting = fixture.Time.NextWait();

        await AskAsync("retry@example.com");
        await waiting.WaitAsync(MailServer.Patience, Cancelled);
        Mail.Refuses = false;
        fixture.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("retry@example.com", Assert.Single((await Mail.NextAsync()).To.Mailboxes).Address);
        Assert.Equal(1, Mail.Refused);
        Assert.Contains(App.Logs.GetSnapshot(), line => line.Id.Id == 3180);
    }

    [Fact]
    public async Task Address_is_looked_up_only_some_time_after_the_response()
    {
        var id = await App.AddPersonAsync("patient@example.com", AdminRoles.Viewer);
        var delay = fixture.Requests.ChooseDelay;
        fixture.Requests.ChooseDelay = () => TimeSpan.FromSeconds(10);
        var waiting = fixture.Time.NextWait();

        await AskAsync("patient@example.com");
        await waiting.WaitAsync(MailServer.Patience, Cancelled);
        var before = await EventsAsync(id);
        fixture.Requests.ChooseDelay = delay;
        fixture.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Empty(before);
        Assert.Equal("patient@example.com", Assert.Single((await Mail.NextAsync()).To.Mailboxes).Address);
    }

    [Theory]
    [InlineData("", "Enter an e-mail address.")]
    [InlineData("no address", "Enter an e-mail address such as name@example.com.")]
    public async Task Text_that_is_no_address_is_told_at_its_field_and_kept(string typed, string problem)
    {
        using var response = await App.Open().SubmitAsync("/forgot-password", "forgot-password", ("Email", typed));

        var page = await AdminApplicationClient.ReadAsync(response);
        Assert.Equal(problem, page.QuerySelector("#email-error")?.TextContent.Trim());
        Assert.Equal(typed, page.QuerySelector("#email")?.GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task Sign_in_page_leads_to_the_page_when_mail_is_configured()
    {
        var page = await App.Open().PageAsync("/sign-in");

        Assert.Equal("Forgot password?", page.QuerySelector("a[href='/forgot-password']")?.TextContent);
    }

    [Theory]
    [InlineData("SignIn:OpenId:Only")]
    [InlineData("Mail:Host")]
    public async Task Page_is_closed_without_mail_and_where_single_sign_on_is_the_only_way(string setting)
    {
        Dictionary<string, string?> settings = setting == "Mail:Host" ? [] : new(Mail.Settings)
        {
            [setting] = "true",
            ["SignIn:OpenId:Authority"] = "https://id.example.com",
            ["SignIn:OpenId:ClientId"] = "apikeys",
            ["SignIn:OpenId:DefaultRole"] = AdminRoles.Viewer,
        };
        using var app = AdminApplication.WithOwner(settings);
        var client = app.Open();

        using var response = await client.GetAsync("/forgot-password");

        Assert.Equal("/sign-in", client.Target(response));
        Assert.Null((await client.PageAsync("/sign-in")).QuerySelector("a[href='/forgot-password']"));
    }

    private static string LinkIn(MimeMessage mail) => mail.TextBody!.Split('\n', StringSplitOptions.TrimEntries).Single(line => line.Contains('#', StringComparison.Ordinal));

    // What the page says, without what differs at each request.
    private async Task<string> AskAsync(string email)
    {
        using var response = await App.Open().SubmitAsync("/forgot-password", "forgot-password", ("Email", email));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var page = await AdminApplicationClient.ReadAsync(response);
        return page.QuerySelector("main")!.InnerHtml;
    }

    private async Task<IReadOnlyList<ApiKeyEventDetails>> EventsAsync(string id) =>
        (await App.Services.GetRequiredService<IApiKeyModuleService>().ListEventsAsync(new() { SubjectId = id }, Cancelled)).Items;

    public sealed class Fixture : IAsyncDisposable
    {
        public Fixture()
        {
            App = AdminApplication.WithOwner(
                new Dictionary<string, string?>(Mail.Settings) { ["Account:PostsPerMinute"] = "1000" }, services => services.AddSingleton<TimeProvider>(Time));
            Requests.ChooseDelay = () => TimeSpan.Zero;
        }

        internal MailServer Mail { get; } = new();

        internal RetryClock Time { get; } = new();

        internal AdminApplication App { get; }

        internal ForgottenPasswords Requests => App.Services.GetRequiredService<ForgottenPasswords>();

        public async ValueTask DisposeAsync()
        {
            await App.DisposeAsync();
            await Mail.DisposeAsync();
        }
    }

    /// <summary>A clock that tells when a mail waits to be tried again.</summary>
    internal sealed class RetryClock() : FakeTimeProvider(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero))
    {
        private TaskCompletionSource? _waiting;

        public Task NextWait() => (_waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime == TimeSpan.FromSeconds(10))
            {
                _waiting?.TrySetResult();
            }

            return timer;
        }
    }
}
