using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Members;
using ApiKeys.Admin.Team;
using ApiKeys.Admin.Team.Invite;
using ApiKeys.Admin.Team.Password;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Admin.Team;

/// <summary>What may be done to people and invitations, by whom, and what the audit log says of it.</summary>
public sealed class TeamRulesTests : IAsyncLifetime
{
    private const string Sam = "user_01SAM";

    private readonly TestModule _module = new(configure: TeamTables.Configure);

    private TeamService Team => _module.Get<TeamService>();

    private TeamReader Reader => _module.Get<TeamReader>();

    private static OperationCall Dana => By(TestModule.Dana.Id);

    public async ValueTask InitializeAsync()
    {
        await using var db = await TeamTables.CreateAsync(_module);
        db.AddPerson(TestModule.Dana.Id, "Dana", AdminRoles.Owner);
        db.AddPerson(Sam, "Sam", AdminRoles.Manager);
        await db.SaveChangesAsync(TestModule.Cancellation);
    }

    public ValueTask DisposeAsync() => _module.DisposeAsync();

    [Fact]
    public async Task Only_active_owner_can_not_be_demoted_deactivated_or_deleted()
    {
        IReadOnlyList<ApiKeyError>[] refused =
        [
            (await Team.ChangeRoleAsync(new(TestModule.Dana.Id, AdminRoles.Manager), Dana)).Errors,
            (await Team.DeactivateAsync(new(TestModule.Dana.Id), Dana)).Errors,
            (await Team.DeleteAsync(new(TestModule.Dana.Id, KeepsName: true), Dana)).Errors,
        ];

        Assert.All(refused, errors => Assert.Equal(
            "Dana is the only active owner. Make someone else an owner first. Nothing was changed.", Assert.Single(errors).Message));
        Assert.Equal((AdminRoles.Owner, null), await StateAsync(TestModule.Dana.Id));
    }

    [Fact]
    public async Task Deactivated_owner_does_not_count_as_an_owner()
    {
        await Team.ChangeRoleAsync(new(Sam, AdminRoles.Owner), Dana);
        await Team.DeactivateAsync(new(Sam), Dana);

        var demoted = await Team.ChangeRoleAsync(new(TestModule.Dana.Id, AdminRoles.Viewer), Dana);

        Assert.Equal(ApiKeyErrorCode.NotAllowed, Assert.Single(demoted.Errors).Code);
    }

    [Fact]
    public async Task Of_two_owners_who_demote_each_other_at_once_one_stays_an_owner()
    {
        await Team.ChangeRoleAsync(new(Sam, AdminRoles.Owner), Dana);

        var results = await Task.WhenAll(
            Task.Run(() => Team.ChangeRoleAsync(new(Sam, AdminRoles.Viewer), Dana)),
            Task.Run(() => Team.ChangeRoleAsync(new(TestModule.Dana.Id, AdminRoles.Viewer), By(Sam))));

        Assert.Equal(1, results.Count(result => result.Succeeded));
        Assert.Equal(1, (await Reader.ListAsync(new() { Roles = [AdminRoles.Owner] }, TestModule.Cancellation)).Count);
    }

    // The role was enough when the dialog was opened, and is not when the change is made.
    [Fact]
    public async Task Whoever_is_no_owner_any_more_changes_no_one()
    {
        ApiKeyError[] errors =
        [
            Assert.Single((await Team.InviteAsync(new("x@example.com", AdminRoles.Viewer, TimeSpan.FromDays(1)), By(Sam))).Errors),
            Assert.Single((await Team.ChangeRoleAsync(new(Sam, AdminRoles.Owner), By(Sam))).Errors),
            Assert.Single((await Team.DeactivateAsync(new(TestModule.Dana.Id), By(Sam))).Errors),
            Assert.Single((await Team.ReactivateAsync(Sam, By(Sam))).Errors),
            Assert.Single((await Team.DeleteAsync(new(TestModule.Dana.Id, KeepsName: true), By(Sam))).Errors),
            Assert.Single((await Team.RevokeInvitationAsync("inv_01", By(Sam))).Errors),
        ];

        Assert.All(errors, error => Assert.Equal((ApiKeyErrorCode.Forbidden, "Only owners manage the team. An owner can make you one."), (error.Code, error.Message)));
    }

    [Fact]
    public async Task Role_that_someone_else_has_changed_meanwhile_is_not_overwritten()
    {
        await Team.ChangeRoleAsync(new(Sam, AdminRoles.Viewer), Dana);

        var changed = await Team.ChangeRoleAsync(new(Sam, AdminRoles.Owner, ExpectedRole: AdminRoles.Manager), Dana);

        var error = Assert.Single(changed.Errors);
        Assert.Equal(
            (ApiKeyErrorCode.Conflict, "Someone else changed the role meanwhile: Sam is Viewer now. Nothing was changed."), (error.Code, error.Message));
        Assert.Equal((AdminRoles.Viewer, null), await StateAsync(Sam));
    }

    [Fact]
    public async Task Change_of_a_role_is_an_event_with_both_roles()
    {
        await Team.ChangeRoleAsync(new(Sam, AdminRoles.Viewer), Dana);

        var row = (await EventsAsync(Sam))[0];
        Assert.Equal((ApiKeyAction.RoleChanged, TestModule.Dana.Id, "Sam"), (row.Action, row.Actor, row.SubjectTitle));
        Assert.Equal((AdminRoles.Manager, AdminRoles.Viewer), (row.Facts[EventFacts.OldRole], row.Facts[EventFacts.NewRole]));
    }

    [Fact]
    public async Task Link_of_an_invitation_makes_one_person_and_no_second()
    {
        var secret = await InviteAsync("mara@example.com");

        var joined = await Team.AcceptAsync(secret, "Mara", "hash", TestModule.Cancellation);
        var again = await Team.AcceptAsync(secret, "Mallory", "hash", TestModule.Cancellation);

        Assert.Equal(("Mara", "mara@example.com", AdminRoles.Manager), (joined.Value!.DisplayName, joined.Value.Email, joined.Value.Role));
        Assert.Equal(TeamErrors.DeadLink(), Assert.Single(again.Errors));
        Assert.Equal(ApiKeyAction.InvitationAccepted, Assert.Single(await EventsAsync(joined.Value.Id)).Action);
        Assert.Empty(await Reader.OpenInvitationsAsync(TestModule.Cancellation));
    }

    [Fact]
    public async Task Link_sent_twice_at_once_makes_one_person()
    {
        var secret = await InviteAsync("mara@example.com");

        var results = await Task.WhenAll(
            Task.Run(() => Team.AcceptAsync(secret, "Mara", "hash", TestModule.Cancellation)),
            Task.Run(() => Team.AcceptAsync(secret, "Mara", "hash", TestModule.Cancellation)));

        Assert.Equal(1, results.Count(result => result.Succeeded));
        Assert.Equal(3, (await Reader.ListAsync(new(), TestModule.Cancellation)).Count);
    }

    [Fact]
    public async Task Expired_revoked_guessed_and_superfluous_links_get_the_same_answer()
    {
        var expired = await InviteAsync("one@example.com", TimeSpan.FromHours(1));
        _module.Time.Advance(TimeSpan.FromHours(1));
        var revoked = await InviteAsync("two@example.com");
        await Team.RevokeInvitationAsync((await Reader.OpenInvitationsAsync(TestModule.Cancellation))[0].Id, Dana);
        var known = await InviteAsync("three@example.com");
        await using (var db = await _module.Get<IDbContextFactory<AdminDbContext>>().CreateDbContextAsync(TestModule.Cancellation))
        {
            db.AddPerson("user_01THREE", "Three", AdminRoles.Viewer);
            await db.SaveChangesAsync(TestModule.Cancellation);
        }

        foreach (var secret in new[] { expired, revoked, known, LinkSecret.New() })
        {
            Assert.Equal(TeamErrors.DeadLink(), Assert.Single((await Team.AcceptAsync(secret, "Eve", "hash", TestModule.Cancellation)).Errors));
        }
    }

    [Fact]
    public async Task Address_on_the_team_or_invited_already_is_named_to_the_owner()
    {
        await InviteAsync("mara@example.com");

        var member = await Team.InviteAsync(new("SAM@example.com", AdminRoles.Viewer, TimeSpan.FromDays(1)), Dana);
        var invited = await Team.InviteAsync(new(" Mara@example.com", AdminRoles.Viewer, TimeSpan.FromDays(1)), Dana);

        Assert.Equal(TeamErrors.AlreadyMember("SAM@example.com"), Assert.Single(member.Errors));
        Assert.Equal(TeamErrors.AlreadyInvited("Mara@example.com"), Assert.Single(invited.Errors));
    }

    [Theory]
    [InlineData("", AdminRoles.Viewer, 1, "email")]
    [InlineData("no address", AdminRoles.Viewer, 1, "email")]
    [InlineData("mara@example.com", "Boss", 1, "role")]
    [InlineData("mara@example.com", AdminRoles.Viewer, 0, "expires")]
    [InlineData("mara@example.com", AdminRoles.Viewer, 31, "expires")]
    public async Task Bad_invitation_is_refused_at_its_field(string email, string role, int days, string field)
    {
        var result = await Team.InviteAsync(new(email, role, TimeSpan.FromDays(days)), Dana);

        Assert.Equal(field, Assert.Single(result.Errors).Field);
        Assert.Empty(await Reader.OpenInvitationsAsync(TestModule.Cancellation));
    }

    [Fact]
    public async Task Secret_of_a_link_is_nowhere_in_the_database()
    {
        var secret = await InviteAsync("mara@example.com");
        await Team.AcceptAsync(secret, "Mara", "hash", TestModule.Cancellation);
        var reset = (await Team.IssuePasswordLinkAsync(new(Sam, IssuePasswordLinkRequest.ConsoleLifetime), Dana)).Value!.Secret!;

        var everything = DatabaseSnapshot.TakeAll(_module.Path);

        Assert.DoesNotContain(secret.Value, everything, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(reset.Value, everything, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(Convert.ToHexString(reset.Digest), everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_link_works_once_and_ends_the_others()
    {
        var first = (await Team.IssuePasswordLinkAsync(new(Sam, IssuePasswordLinkRequest.ConsoleLifetime), Dana)).Value!.Secret!;
        var second = (await Team.IssuePasswordLinkAsync(new(Sam, IssuePasswordLinkRequest.ConsoleLifetime), Dana)).Value!.Secret!;
        var link = (await Reader.PasswordLinkAsync(first, TestModule.Cancellation))!;
        var before = await UserAsync(Sam);

        var reset = await Team.ResetPasswordAsync(link, "long enough, not guessed", TestModule.Cancellation);
        var again = await Team.ResetPasswordAsync(link, "long enough, not guessed", TestModule.Cancellation);

        Assert.True(reset.Succeeded);
        Assert.Equal(TeamErrors.DeadLink(), Assert.Single(again.Errors));
        Assert.Null(await Reader.PasswordLinkAsync(second, TestModule.Cancellation));
        var after = await UserAsync(Sam);
        Assert.NotEqual((before.PasswordHash, before.SecurityStamp), (after.PasswordHash, after.SecurityStamp));
        Assert.Equal(ApiKeyAction.PasswordReset, (await EventsAsync(Sam))[0].Action);
    }

    [Fact]
    public async Task Password_link_ends_after_a_day()
    {
        var secret = (await Team.IssuePasswordLinkAsync(new(Sam, IssuePasswordLinkRequest.ConsoleLifetime), Dana)).Value!.Secret!;
        _module.Time.Advance(TimeSpan.FromHours(24));

        Assert.Null(await Reader.PasswordLinkAsync(secret, TestModule.Cancellation));
    }

    [Fact]
    public async Task Deleted_person_keeps_the_name_in_the_log()
    {
        await Team.DeleteAsync(new(Sam, KeepsName: true), Dana);

        var names = await new People(_module.Get<IDbContextFactory<AdminDbContext>>()).NamesAsync([Sam], TestModule.Cancellation);
        Assert.Equal("Sam (former member)", names[Sam]);
        Assert.Equal("Sam", (await EventsAsync(Sam))[0].SubjectTitle);
    }

    [Fact]
    public async Task Anonymised_person_is_named_nowhere_any_more()
    {
        var joined = (await Team.AcceptAsync(await InviteAsync("mara@example.com"), "Mara", "hash", TestModule.Cancellation)).Value!;
        await Team.RenameAsync(joined.Id, "Mara Miller", By(joined.Id));

        await Team.DeleteAsync(new(joined.Id, KeepsName: false), Dana);

        var everything = DatabaseSnapshot.TakeAll(_module.Path);
        Assert.DoesNotContain("Mara", everything, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            [ApiKeyAction.Deleted, ApiKeyAction.Updated, ApiKeyAction.InvitationAccepted], (await EventsAsync(joined.Id)).Select(row => row.Action));
    }

    [Fact]
    public async Task People_are_found_by_name_address_role_and_state()
    {
        await Team.DeactivateAsync(new(Sam), Dana);

        async Task<string[]> FindAsync(ListPeopleQuery query) => [.. (await Reader.ListAsync(query, TestModule.Cancellation)).Items.Select(person => person.DisplayName)];
        Assert.Equal(["Dana", "Sam"], await FindAsync(new()));
        Assert.Equal(["Sam", "Dana"], await FindAsync(new() { Descending = true }));
        Assert.Equal(["Sam"], await FindAsync(new() { Search = "sA" }));
        Assert.Equal(["Dana"], await FindAsync(new() { Search = "dana@" }));
        Assert.Equal(["Dana"], await FindAsync(new() { Roles = [AdminRoles.Owner] }));
        Assert.Equal(["Sam"], await FindAsync(new() { IsDeactivated = true }));
        Assert.Equal(["Dana"], await FindAsync(new() { IsDeactivated = false }));
    }

    private static OperationCall By(string actor) => new(new Actor(actor), null, TestModule.Cancellation);

    private async Task<LinkSecret> InviteAsync(string email, TimeSpan? lifetime = null) =>
        (await Team.InviteAsync(new(email, AdminRoles.Manager, lifetime ?? InviteRequest.DefaultLifetime), Dana)).Value!.Secret!;

    private async Task<(string Role, DateTimeOffset? DeactivatedAt)> StateAsync(string id)
    {
        var person = Assert.Single(await Reader.PersonAsync(id, TestModule.Cancellation));
        return (person.Role, person.DeactivatedAt);
    }

    private async Task<AdminUser> UserAsync(string id)
    {
        await using var db = await _module.Get<IDbContextFactory<AdminDbContext>>().CreateDbContextAsync(TestModule.Cancellation);
        return await db.Users.SingleAsync(user => user.Id == id, TestModule.Cancellation);
    }

    private async Task<IReadOnlyList<ApiKeyEventDetails>> EventsAsync(string id) =>
        (await _module.Keys.ListEventsAsync(new() { SubjectId = id }, TestModule.Cancellation)).Items;
}
