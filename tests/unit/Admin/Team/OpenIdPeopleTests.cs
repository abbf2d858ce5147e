using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.OpenId;
using ApiKeys.Admin.Team;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Admin.Team;

/// <summary>People whom a single sign-on provider names are held to the rules of the team.</summary>
public sealed class OpenIdPeopleTests : IAsyncLifetime
{
    private const string Sam = "user_01SAM";

    private readonly TestModule _module = new(configure: TeamTables.Configure);

    private IOpenIdPeople People => _module.Get<IOpenIdPeople>();

    private TeamReader Reader => _module.Get<TeamReader>();

    public async ValueTask InitializeAsync()
    {
        await using var db = await TeamTables.CreateAsync(_module);
        db.AddPerson(TestModule.Dana.Id, "Dana", AdminRoles.Owner);
        db.AddPerson(Sam, "Sam", AdminRoles.Owner);
        await db.SaveChangesAsync(TestModule.Cancellation);
    }

    public ValueTask DisposeAsync() => _module.DisposeAsync();

    [Fact]
    public async Task Of_two_owners_whom_the_provider_demotes_at_once_one_stays_an_owner()
    {
        var admitted = await Task.WhenAll(
            Task.Run(() => AdmitAsync("dana@example.com", AdminRoles.Viewer)),
            Task.Run(() => AdmitAsync("sam@example.com", AdminRoles.Viewer)));

        Assert.Equal([TestModule.Dana.Id, Sam], admitted);
        Assert.Equal(1, (await Reader.ListAsync(new() { Roles = [AdminRoles.Owner] }, TestModule.Cancellation)).Count);
    }

    [Fact]
    public async Task Two_first_sign_ins_at_once_create_one_person()
    {
        var admitted = await Task.WhenAll(
            Task.Run(() => AdmitAsync("mara@example.com", AdminRoles.Manager)),
            Task.Run(() => AdmitAsync("mara@example.com", AdminRoles.Manager)));

        Assert.Equal(admitted[0], admitted[1]);
        Assert.Equal(3, (await Reader.ListAsync(new(), TestModule.Cancellation)).Count);
        var row = Assert.Single(await EventsAsync(admitted[0]!));
        Assert.Equal(
            (ApiKeyAction.Created, "single-sign-on", "Mara", AdminRoles.Manager), (row.Action, row.Actor, row.SubjectTitle, row.Facts[EventFacts.Role]));
    }

    [Fact]
    public async Task Join_and_change_of_a_role_are_events_by_single_sign_on()
    {
        await AdmitAsync("SAM@example.com", AdminRoles.Viewer);

        var events = await EventsAsync(Sam);
        Assert.Equal([ApiKeyAction.RoleChanged, ApiKeyAction.SingleSignOnJoined], events.Select(row => row.Action));
        Assert.All(events, row => Assert.Equal("single-sign-on", row.Actor));
        Assert.Equal((AdminRoles.Owner, AdminRoles.Viewer), (events[0].Facts[EventFacts.OldRole], events[0].Facts[EventFacts.NewRole]));
    }

    [Fact]
    public async Task Sign_in_that_changes_nothing_is_no_event_and_no_workflow()
    {
        await AdmitAsync("sam@example.com", AdminRoles.Owner);
        var before = await _module.Executions.ListAsync(new(), TestModule.Cancellation);

        await AdmitAsync("sam@example.com", AdminRoles.Owner);

        Assert.Equal(before.Count, (await _module.Executions.ListAsync(new(), TestModule.Cancellation)).Count);
        Assert.Equal(ApiKeyAction.SingleSignOnJoined, Assert.Single(await EventsAsync(Sam)).Action);
    }

    [Fact]
    public async Task Deactivated_person_is_neither_joined_nor_given_a_role()
    {
        await _module.Get<TeamService>().DeactivateAsync(new(Sam), new OperationCall(TestModule.Dana, null, TestModule.Cancellation));

        await AdmitAsync("sam@example.com", AdminRoles.Viewer);

        Assert.Equal(ApiKeyAction.Deactivated, Assert.Single(await EventsAsync(Sam)).Action);
        Assert.Equal(AdminRoles.Owner, Assert.Single(await Reader.PersonAsync(Sam, TestModule.Cancellation)).Role);
        Assert.Null(await Reader.FindByLoginAsync("https://id.example.com", "sam@example.com", TestModule.Cancellation));
    }

    [Fact]
    public async Task Joined_person_is_found_by_the_account_at_the_provider_whatever_the_address_becomes()
    {
        await AdmitAsync("sam@example.com", AdminRoles.Owner);

        var again = await People.AdmitAsync(
            new OpenIdPerson("https://id.example.com", "sam@example.com", "Example", "other@example.com", "Other", AdminRoles.Owner), TestModule.Cancellation);

        Assert.Equal(Sam, again);
        Assert.Equal(2, (await Reader.ListAsync(new(), TestModule.Cancellation)).Count);
    }

    private Task<string?> AdmitAsync(string email, string role) => People.AdmitAsync(
        new OpenIdPerson("https://id.example.com", email.ToLowerInvariant(), "Example", email, "Mara", role), TestModule.Cancellation);

    private async Task<IReadOnlyList<ApiKeyEventDetails>> EventsAsync(string id) =>
        (await _module.Keys.ListEventsAsync(new() { SubjectId = id }, TestModule.Cancellation)).Items;
}
