using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Members;
using ApiKeys.Admin.Settings;
using ApiKeys.Admin.Team;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Team;

/// <summary>The way back in for whoever has the server's console.</summary>
public sealed class TeamCommandsTests : IDisposable
{
    private readonly AdminApplication _app = AdminApplication.WithOwner(
        new Dictionary<string, string?> { ["Account:PublicAddress"] = "https://keys.shop.example/" });

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Password_is_reset_by_a_link_on_the_console_and_by_console_in_the_log()
    {
        await RunAsync("reset-password", "OLGA@example.com");

        var link = _app.ConsoleLines.Last();
        Assert.StartsWith("https://keys.shop.example/reset-password#", link, StringComparison.Ordinal);
        var secret = LinkSecret.TryParse(link)!;
        Assert.Equal(
            AdminApplication.OwnerEmail,
            (await _app.Services.GetRequiredService<TeamReader>().PasswordLinkAsync(secret, TestContext.Current.CancellationToken))?.Email);
        Assert.DoesNotContain(_app.Logs.GetSnapshot(), line => line.Message.Contains(secret.Value, StringComparison.OrdinalIgnoreCase));
        Assert.Equal((ApiKeyAction.PasswordResetIssued, "console"), await LastEventAsync());
    }

    [Fact]
    public async Task New_owner_gets_a_link()
    {
        await RunAsync("add-owner", "mara@example.com");

        var secret = LinkSecret.TryParse(_app.ConsoleLines.Last())!;
        var invitation = await _app.Services.GetRequiredService<TeamReader>().InvitationAsync(secret, TestContext.Current.CancellationToken);
        Assert.Equal(("mara@example.com", AdminRoles.Owner, "console"), (invitation!.Email, invitation.Role, invitation.InvitedBy));
        Assert.Equal((ApiKeyAction.Invited, "console"), await LastEventAsync());
    }

    [Fact]
    public async Task Person_of_the_team_is_made_an_active_owner()
    {
        var id = await _app.AddPersonAsync("mara@example.com", AdminRoles.Viewer);
        await _app.InDatabaseAsync(db => db.Users.Where(user => user.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.DeactivatedAt, TestModule.Start), TestContext.Current.CancellationToken));

        await RunAsync("add-owner", "mara@example.com");

        var person = Assert.Single(await _app.Services.GetRequiredService<TeamReader>().PersonAsync(id, TestContext.Current.CancellationToken));
        Assert.Equal((AdminRoles.Owner, null), (person.Role, person.DeactivatedAt));
    }

    [Fact]
    public async Task Second_factor_is_taken_away()
    {
        var id = await _app.AddPersonAsync("mara@example.com", AdminRoles.Viewer);
        await _app.InDatabaseAsync(db => db.Users.Where(user => user.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.TwoFactorEnabled, true), TestContext.Current.CancellationToken));

        await RunAsync("disable-two-factor", "mara@example.com");

        var person = Assert.Single(await _app.Services.GetRequiredService<TeamReader>().PersonAsync(id, TestContext.Current.CancellationToken));
        Assert.False(person.HasSecondFactor);
        Assert.Equal((ApiKeyAction.TwoFactorDisabled, "console"), await LastEventAsync());
    }

    [Theory]
    [InlineData("reset-password")]
    [InlineData("disable-two-factor")]
    public async Task Address_that_no_one_has_is_said_to_be_so(string command)
    {
        var problem = await Assert.ThrowsAsync<StartProblemException>(() => RunAsync(command, "nobody@example.com"));

        Assert.Equal("No one has the e-mail address 'nobody@example.com'. Nothing was changed.", problem.Message);
    }

    private Task RunAsync(string command, string email) =>
        _app.Services.GetRequiredService<TeamCommands>().RunAsync(command, email, TestContext.Current.CancellationToken);

    private async Task<(ApiKeyAction Action, string Actor)> LastEventAsync()
    {
        var events = await _app.Services.GetRequiredService<IApiKeyModuleService>().ListEventsAsync(new() { Limit = 1 }, TestContext.Current.CancellationToken);
        return (events.Items[0].Action, events.Items[0].Actor);
    }
}
