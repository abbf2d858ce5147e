using ApiKeys.Admin.Components.Overview;
using ApiKeys.Admin.Components.Workflows.Background;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Operations;
using ApiKeys.Events;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Events;
using ApiKeys.Workflows;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Workflows.Background;

public sealed class BackgroundPageTests : DashboardTestContext
{
    private readonly NotingSubscriber _subscriber;
    private readonly CountingJob _job;

    public BackgroundPageTests()
        : this(new NotingSubscriber("mail-the-buyer"), new CountingJob())
    {
    }

    private BackgroundPageTests(NotingSubscriber subscriber, CountingJob job)
        : base(services => services
            .AddSingleton<EventSubscriber>(subscriber)
            .AddSingleton<ScheduledJob>(job)
            .Configure<ApiKeysOptions>(options => options.Events.DeliveryAttempts = 1))
    {
        _subscriber = subscriber;
        _job = job;
    }

    [Fact]
    public async Task Jobs_say_how_they_fare()
    {
        await RunJobAsync();
        _job.Failure = new IOException("The scales can't be reached.");
        Time.Advance(TimeSpan.FromMinutes(5));
        await RunJobAsync();

        var page = Open<BackgroundPage>("/workflows/background");

        var row = Row(page, "count-stock");
        page.WaitForAssertion(() => Assert.Contains("Failing", Row(page, "count-stock"), StringComparison.Ordinal));
        Assert.Contains("Failed once: IOException: The scales can't be reached.", row, StringComparison.Ordinal);
        Assert.Contains("Every 5 min", row, StringComparison.Ordinal);
        Assert.Contains("Never", Row(page, "remove-ended-executions"), StringComparison.Ordinal);
        Assert.Contains("Due now", Row(page, "remove-ended-executions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subscriber_says_how_far_it_is()
    {
        await DeliverAsync();
        await AddKeyAsync("Importer");
        await AddKeyAsync("Another");

        var page = Open<BackgroundPage>("/workflows/background");
        page.WaitForAssertion(() => Assert.Equal("2 events behind", page.Find(".subscriber .chip").TextContent));
        await DeliverAsync();
        Time.Advance(TimeSpan.FromSeconds(2));

        page.WaitForAssertion(() => Assert.Equal("Up to date", page.Find(".subscriber .chip").TextContent));
        Assert.Contains("Last delivery just now", Text(page.Find(".subscriber").TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dead_letter_is_delivered_again()
    {
        await DieAsync();
        var page = Open<BackgroundPage>("/workflows/background");
        page.WaitForAssertion(() => Assert.Equal(
            ["Dead letter", "Waiting"], page.FindAll(".letters .chip").Select(chip => chip.TextContent)));
        Assert.Contains("IOException: Refused.", page.Find(".letters").TextContent, StringComparison.Ordinal);
        _subscriber.Fails = _ => null;

        await Button(page, "Retry").ClickAsync();
        await DeliverAsync();
        Time.Advance(TimeSpan.FromSeconds(2));

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".letters")));
        Assert.Equal(["Created Importer", "Revoked Importer"], _subscriber.Told);
        Messages.WaitForAssertion(() => Assert.Contains("Being delivered again", Messages.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dead_letter_is_skipped_once_that_is_confirmed()
    {
        await DieAsync();
        var page = Open<BackgroundPage>("/workflows/background");
        page.WaitForElement(".letters");

        var opening = Button(page, "Skip").ClickAsync();
        Dialogs.WaitForAssertion(() => Assert.Contains("Created: Importer", Dialogs.Find("h2").TextContent, StringComparison.Ordinal));
        Assert.Contains("never receive", Dialogs.Markup, StringComparison.Ordinal);
        Assert.Equal(2, page.FindAll(".letters > li").Count);
        await Dialogs.Find("form").SubmitAsync();
        await opening;

        page.WaitForAssertion(() => Assert.Equal("Waiting", Assert.Single(page.FindAll(".letters .chip")).TextContent));
        Messages.WaitForAssertion(() => Assert.Contains("Skipped the event of", Messages.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dead_letter_that_somebody_has_dealt_with_is_said_at_the_button()
    {
        await DieAsync();
        var page = Open<BackgroundPage>("/workflows/background");
        page.WaitForElement(".letters");
        await Module.Get<IEventSubscriptions>().SkipAsync("mail-the-buyer", 1, Cancellation);

        await Button(page, "Retry").ClickAsync();

        Messages.WaitForAssertion(() => Assert.Contains("Someone else has dealt with it meanwhile", Messages.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_viewer_is_offered_no_acts_and_told_who_can()
    {
        await DieAsync();
        Operator.SignIn(AdminRoles.Viewer);

        var page = Open<BackgroundPage>("/workflows/background");

        page.WaitForAssertion(() => Assert.Contains(
            "Only an owner or manager can retry or skip a dead letter.", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".letter-acts"));
    }

    [Fact]
    public async Task Someone_demoted_meanwhile_is_refused_both()
    {
        await DieAsync();
        var page = Open<BackgroundPage>("/workflows/background");
        page.WaitForElement(".letters");
        Operator.BecomeA(AdminRoles.Viewer);

        var opening = Button(page, "Skip").ClickAsync();
        Dialogs.WaitForElement("form");
        await Dialogs.Find("form").SubmitAsync();
        Dialogs.WaitForAssertion(() => Assert.Contains("Only an owner or manager can skip an event.", Dialogs.Markup, StringComparison.Ordinal));
        await Dialogs.Find(".dialog-buttons .button-plain").ClickAsync();
        await opening;
        var letter = (await Module.Get<IEventSubscriptions>().ListAsync(Cancellation))[0].Undelivered[0];
        var retried = await Services.GetRequiredService<BackgroundOperations>().RetryAsync("mail-the-buyer", letter, Cancellation);

        Assert.Equal("Only an owner or manager can retry a delivery. Ask an owner to change your role.", Assert.Single(retried.Errors).Message);
        Assert.Equal(1, await Module.Get<IEventSubscriptions>().CountDeadLettersAsync(Cancellation));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".letter-acts")));
    }

    [Fact]
    public async Task The_overview_tells_of_dead_letters_and_failing_jobs()
    {
        await DieAsync();
        _job.Failure = new IOException("The scales can't be reached.");
        await RunJobAsync();

        var page = Open<OverviewPage>("/");

        page.WaitForAssertion(() => Assert.Equal(
            ["1 event not delivered", "1 scheduled job"],
            page.FindAll(".attention-title[href='/workflows/background']").Select(link => link.TextContent.Trim())));
    }

    private static string Row(IRenderedComponent<BackgroundPage> page, string job) =>
        Text(page.WaitForElements(".job-table tbody tr").Single(row => row.QuerySelector("code")!.TextContent == job).TextContent);

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<BackgroundPage> page, string text) =>
        page.FindAll(".letter-acts button").First(button => button.TextContent.Trim().StartsWith(text, StringComparison.Ordinal));

    private static string Text(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A dead letter, and one that waits behind it.</summary>
    private async Task DieAsync()
    {
        _subscriber.Fails = _ => new IOException("Refused.");
        await DeliverAsync();
        var key = (await AddKeyAsync("Importer")).Key;
        await Module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = key.Id }, TestModule.Dana, cancellationToken: Cancellation);
        await DeliverAsync();
    }

    private Task<int?> DeliverAsync() => Module.Get<EventDispatcher>().DeliverAsync(_subscriber, Cancellation);

    private Task<bool> RunJobAsync() => Module.Get<ScheduledJobRunner>().RunDueAsync(_job, Cancellation);

    private sealed class CountingJob() : ScheduledJob("count-stock", TimeSpan.FromMinutes(5))
    {
        public Exception? Failure { get; set; }

        protected internal override Task RunAsync(ScheduledJobRun run, CancellationToken cancellationToken) =>
            Failure is { } failure ? throw failure : Task.CompletedTask;
    }
}
