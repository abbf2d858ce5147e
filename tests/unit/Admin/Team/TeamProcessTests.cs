using System.Net;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Members;
using ApiKeys.Admin.Team;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Team;

/// <summary>The commands for people in real processes, beside a server on the same database.</summary>
public sealed class TeamProcessTests : IDisposable
{
    private const string NewPassword = "a vase of seven tulips";
    private const string MarasEmail = "mara@example.com";

    // Everything that a process can log, on another stream than what it prints.
    private static readonly string[] LoggingAll =
        ["--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.EntityFrameworkCore=Debug", "--Logging:Console:LogToStandardErrorThreshold=Trace"];

    private readonly AdminApplication _app = AdminApplication.WithOwner();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Console_commands_let_people_in_again_and_the_running_server_knows_at_once()
    {
        var owner = (await Reader.FindByEmailAsync(AdminApplication.OwnerEmail, Cancellation))!.Id;
        await _app.InDatabaseAsync(db => db.Users.Where(user => user.Id == owner)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.TwoFactorEnabled, true), Cancellation));

        await AssertUnknownAddressIsRefusedAsync();
        await AssertPasswordIsSetByTheLinkOnceAsync(owner);
        await AssertNewOwnerJoinsByTheLinkAsync();
        await AssertSecondFactorIsRemovedAsync(owner);

        Assert.Equal(
            [(ApiKeyAction.TwoFactorDisabled, "console"), (ApiKeyAction.Invited, "console"), (ApiKeyAction.PasswordResetIssued, "console")],
            await EventsOfTheConsoleAsync());
    }

    private TeamReader Reader => _app.Services.GetRequiredService<TeamReader>();

    private async Task AssertUnknownAddressIsRefusedAsync()
    {
        var (exitCode, output, error) = await RunAsync("reset-password", "nobody@example.com");

        Assert.Equal(
            (1, "", "ApiKeys can't reset-password:\n- No one has the e-mail address 'nobody@example.com'. Nothing was changed.\n"),
            (exitCode, output, error));
    }

    private async Task AssertPasswordIsSetByTheLinkOnceAsync(string owner)
    {
        var (exitCode, output, log) = await RunAsync(["reset-password", AdminApplication.OwnerEmail, .. LoggingAll]);

        Assert.Equal(0, exitCode);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal($"{AdminApplication.OwnerEmail} sets a new password with this link, once, within 24 hours:", lines[0]);
        var link = Assert.Single(lines[1..]);
        Assert.StartsWith("https://YOUR-ADDRESS/reset-password#", link, StringComparison.Ordinal);
        AssertHasNoSecret(log, LinkSecret.TryParse(link)!);
        Assert.Contains("Executed DbCommand", log, StringComparison.Ordinal);

        var browser = _app.Open();
        using var opened = await browser.SubmitAsync("/reset-password", "link", ("Link", link));
        var form = AdminApplicationClient.Form(await AdminApplicationClient.ReadAsync(opened), "password");
        using var set = await browser.SendAsync(form, ("Password", NewPassword));
        Assert.Contains("Your password is set", (await AdminApplicationClient.ReadAsync(set)).Body!.TextContent, StringComparison.Ordinal);
        using var again = await _app.Open().SubmitAsync("/reset-password", "link", ("Link", link));
        Assert.Contains("This link doesn't work", (await AdminApplicationClient.ReadAsync(again)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains((ApiKeyAction.PasswordReset, owner), await EventsAsync());
    }

    private async Task AssertNewOwnerJoinsByTheLinkAsync()
    {
        var (exitCode, output, error) = await RunAsync("add-owner", MarasEmail);

        Assert.Equal((0, ""), (exitCode, error));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal($"{MarasEmail} joins as an owner with this link, once, within 3 days:", lines[0]);
        var link = Assert.Single(lines[1..]);

        var browser = _app.Open();
        using var opened = await browser.SubmitAsync("/invitation", "link", ("Link", link));
        var form = AdminApplicationClient.Form(await AdminApplicationClient.ReadAsync(opened), "join");
        using var joined = await browser.SendAsync(form, ("Name", "Mara"), ("Password", NewPassword));
        Assert.Equal("/", browser.Target(joined));
        using var again = await _app.Open().SubmitAsync("/invitation", "link", ("Link", link));
        Assert.Contains("This link doesn't work", (await AdminApplicationClient.ReadAsync(again)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(AdminRoles.Owner, (await Reader.FindByEmailAsync(MarasEmail, Cancellation))?.Role);
    }

    private async Task AssertSecondFactorIsRemovedAsync(string owner)
    {
        var mara = await _app.OpenSignedInAsync(MarasEmail, NewPassword);

        var (exitCode, output, error) = await RunAsync("disable-two-factor", MarasEmail);

        Assert.Equal((0, $"{MarasEmail} signs in without a second factor now, and all their sessions have ended.\n", ""), (exitCode, output, error));
        using var page = await mara.GetAsync("/account");
        Assert.Equal(HttpStatusCode.Found, page.StatusCode);
        Assert.True(Assert.Single(await Reader.PersonAsync(owner, Cancellation)).HasSecondFactor);
    }

    private static void AssertHasNoSecret(string log, LinkSecret secret)
    {
        Assert.DoesNotContain(secret.Value, log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToHexString(secret.Digest), log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String(secret.Digest), log, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        AdminCommand.RunAsync(Path.GetDirectoryName(_app.DatabaseFile)!, _app.DatabaseFile, arguments);

    private async Task<IEnumerable<(ApiKeyAction Action, string Actor)>> EventsOfTheConsoleAsync() =>
        (await EventsAsync()).Where(row => row.Actor == "console");

    private async Task<IReadOnlyList<(ApiKeyAction Action, string Actor)>> EventsAsync()
    {
        var events = await _app.Services.GetRequiredService<IApiKeyModuleService>().ListEventsAsync(new(), Cancellation);
        return [.. events.Items.Select(row => (row.Action, row.Actor))];
    }
}
