using System.Reflection;
using ApiKeys.Admin.Components.Audit;
using ApiKeys.Admin.Components.Overview;
using ApiKeys.Admin.Components.Workflows.Background;
using ApiKeys.Admin.Components.Workflows.Execution;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Operations;
using ApiKeys.Admin.Team;
using ApiKeys.Admin.Team.Invite;
using ApiKeys.Events;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Admin.Team;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Events;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Audit;

/// <summary>What of events about people and invitations each role sees, on each page that shows events.</summary>
public sealed class HiddenPeopleTests : DashboardTestContext
{
    private const string Address = "mara.secret@example.com";

    private readonly NotingSubscriber _subscriber;

    public HiddenPeopleTests()
        : this(new NotingSubscriber { Fails = _ => new IOException("Refused.") })
    {
    }

    private HiddenPeopleTests(NotingSubscriber subscriber)
        : base(services =>
        {
            TeamTables.Configure(services);
            services.AddSingleton<EventSubscriber>(subscriber).Configure<ApiKeysOptions>(options => options.Events.DeliveryAttempts = 1);
        }) => _subscriber = subscriber;

    [Theory]
    [InlineData(AdminRoles.Owner, Address)]
    [InlineData(AdminRoles.Manager, HiddenPeople.InvitedPerson)]
    [InlineData(AdminRoles.Viewer, HiddenPeople.InvitedPerson)]
    public async Task Address_of_an_invitation_is_on_no_page_of_a_person_who_is_no_owner(string role, string shown)
    {
        var execution = await InviteAsync();
        Operator.SignIn(role);

        AssertShows(Open<ActivityPage>("/activity"));
        AssertShows(Open<OverviewPage>("/"));
        AssertShows(Open<ExecutionPage>($"/workflows/{execution}", parameters => parameters.Add(page => page.Id, execution)));
        AssertShows(Open<BackgroundPage>("/workflows/background"));

        void AssertShows<T>(IRenderedComponent<T> page)
            where T : IComponent
        {
            page.WaitForAssertion(() => Assert.Contains(shown, page.Markup, StringComparison.Ordinal));
            Assert.Equal(shown == Address, page.Markup.Contains(Address, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData(AdminRoles.Owner, true)]
    [InlineData(AdminRoles.Manager, false)]
    [InlineData(AdminRoles.Viewer, false)]
    public async Task Address_of_an_invitation_is_found_by_owners_only(string role, bool found)
    {
        await InviteAsync();
        Operator.SignIn(role);

        var page = Open<ActivityPage>("/activity?q=secret%40example");

        page.WaitForAssertion(() => Assert.Equal(!found, page.Markup.Contains("Nothing matches", StringComparison.Ordinal)));
        Assert.Equal(found, page.Markup.Contains(Address, StringComparison.Ordinal));
        Assert.Equal(found ? 1 : 0, (await Services.GetRequiredService<KeyOperations>().ListEventsAsync(new() { Search = Address, Limit = 0 }, Cancellation)).Value!.Count);
    }

    [Fact]
    public void Text_that_is_searched_of_a_person_is_visible_to_everyone()
    {
        var row = new ApiKeys.Audit.ApiKeyEvent
        {
            Id = "evt_01",
            SubjectId = "user_01SAM",
            SubjectTitle = "Sam",
            Actor = "user_01SAM",
            ExecutionId = "wfx_01",
            Facts = typeof(EventFacts).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).ToDictionary(name => name, name => name),
        };

        var read = HiddenPeople.In(row.Read(), viewerId: null);
        Assert.All(
            ApiKeys.Audit.EventSearchText.Of(row).Split('\n'),
            text => Assert.Contains(text, read.Facts.Values.Append(read.SubjectTitle), StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Fact_of_a_person_is_for_owners_unless_it_is_a_name_or_a_role()
    {
        var all = typeof(EventFacts).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).ToList();
        var change = About("user_01SAM", all);

        Assert.Equal(
            [EventFacts.Action, EventFacts.NewName, EventFacts.NewRole, EventFacts.OldName, EventFacts.OldRole, EventFacts.Role],
            HiddenPeople.In(change, "user_01DANA").Facts.Keys.Order(StringComparer.Ordinal));
        Assert.Same(change, HiddenPeople.In(change, "user_01SAM"));
        var ofKey = About("apk_01", all);
        Assert.Same(ofKey, HiddenPeople.In(ofKey, null));
    }

    private static ApiKeyEventDetails About(string subject, IEnumerable<string> facts) => new()
    {
        Id = "evt_01",
        SubjectId = subject,
        SubjectTitle = "Sam",
        KeyType = null,
        Action = ApiKeyAction.PasskeyAdded,
        Actor = subject,
        At = TestModule.Start,
        ExecutionId = "wfx_01",
        Facts = facts.ToDictionary(fact => fact, fact => fact, StringComparer.Ordinal),
    };

    /// <summary>Invites, and leaves the event as a dead letter.</summary>
    /// <returns>The id of the execution.</returns>
    private async Task<string> InviteAsync()
    {
        await using (var db = await TeamTables.CreateAsync(Module))
        {
            db.AddPerson(TestModule.Dana.Id, "Dana", AdminRoles.Owner);
            await db.SaveChangesAsync(Cancellation);
        }

        var dispatcher = Module.Get<EventDispatcher>();
        await dispatcher.DeliverAsync(_subscriber, Cancellation);
        var invited = await Module.Get<TeamService>().InviteAsync(
            new(Address, AdminRoles.Viewer, InviteRequest.DefaultLifetime), new OperationCall(TestModule.Dana, null, Cancellation));
        Assert.True(invited.Succeeded);
        await dispatcher.DeliverAsync(_subscriber, Cancellation);
        return (await Module.Keys.ListEventsAsync(new(), Cancellation)).Items[0].ExecutionId;
    }
}
