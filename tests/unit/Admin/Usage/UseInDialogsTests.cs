using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Overview;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Usage;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Usage;

/// <summary>What is said of a key's use before one ends it, and where one looks first.</summary>
public sealed class UseInDialogsTests : DashboardTestContext
{
    [Fact]
    public async Task Revoking_a_key_in_use_says_who_calls()
    {
        var created = await AddKeyAsync("Importer");
        await Module.UseAsync(created);

        Show(dialogs => dialogs.OpenAsync(KeyAct.Revoke, created.Key));

        Assert.Contains("In use: 1 caller in the last hour", Verdict("danger"), StringComparison.Ordinal);
        Assert.Contains("203.0.113.7 (worker/1.0). Last request just now.", Verdict("danger"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoking_a_quiet_key_says_for_how_long()
    {
        var created = await AddKeyAsync("Importer");
        await Module.UseAsync(created);
        await Module.FlushAsync();
        Time.Leap(TimeSpan.FromDays(41));

        Show(dialogs => dialogs.OpenAsync(KeyAct.Revoke, created.Key));

        Assert.Contains("Quiet for 41 days", Verdict("active"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Use_that_cannot_be_read_is_no_quiet_and_keeps_nobody_from_revoking()
    {
        var key = (await AddKeyAsync("Importer")).Key;
        DatabaseFails = true;

        Show(dialogs => dialogs.OpenAsync(KeyAct.Revoke, key));

        Assert.Contains("couldn't be read", Verdict("pending"), StringComparison.Ordinal);
        DatabaseFails = false;
        await Dialogs.Find("form").SubmitAsync();
        Assert.Equal(ApiKeyStatus.Revoked, (await Module.RetrieveAsync(key.Id)).Status);
    }

    [Fact]
    public async Task Rolling_a_key_in_use_is_told_without_alarm()
    {
        var created = await AddKeyAsync("Importer");
        await Module.UseAsync(created);

        Show(dialogs => dialogs.RollAsync(created.Key));

        Assert.Contains("In use: 1 caller in the last hour", Verdict("info"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleting_a_dead_key_that_is_used_says_so()
    {
        var created = await AddKeyAsync("Importer");
        await Module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = created.Key.Id }, TestModule.Sam, cancellationToken: Cancellation);
        await Module.UseAsync(created);
        var revoked = await Module.RetrieveAsync(created.Key.Id);

        Show(dialogs => dialogs.OpenAsync(KeyAct.Delete, revoked));

        Assert.Contains("Still being used: 1 caller, last just now", Verdict("danger"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoking_several_says_of_each_and_how_many_are_in_use()
    {
        var used = await AddKeyAsync("Importer");
        var unused = await AddKeyAsync("Exporter");
        await Module.UseAsync(used);

        Show(dialogs => dialogs.RevokeAsync([used.Key, unused.Key]));

        Assert.Contains("1 of them is in use", Verdict("danger"), StringComparison.Ordinal);
        Assert.Equal(
            ["In use: 1 caller in the last hour", "Never used"], Dialogs.FindAll(".affected-keys-verdict").Select(verdict => verdict.TextContent.Trim()));
    }

    [Fact]
    public async Task Overview_names_dead_keys_that_are_used_first()
    {
        await AddKeyAsync("Waits", pending: true);
        var created = await AddKeyAsync("Importer");
        var deleted = await AddKeyAsync("Exporter");
        foreach (var key in new[] { created.Key, deleted.Key })
        {
            await Module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = key.Id }, TestModule.Sam, cancellationToken: Cancellation);
        }

        await Module.Keys.DeleteAsync(deleted.Key.Id, TestModule.Sam, cancellationToken: Cancellation);
        await Module.UseAsync(deleted);
        Time.Advance(TimeSpan.FromMinutes(1));
        await Module.UseAsync(created);
        Time.Advance(TimeSpan.FromMinutes(2));

        var page = Open<OverviewPage>("/");

        page.WaitForAssertion(() => Assert.Equal(
            ["Importer", "Exporter", "Waits"], page.FindAll(".attention-title").Select(link => link.TextContent.Trim())));
        Assert.Equal(
            [$"/keys/{created.Key.Id}", $"/activity?key={deleted.Key.Id}"],
            page.FindAll(".attention-title").Take(2).Select(link => link.GetAttribute("href")));
        Assert.Equal(["Revoked, still being used", "Deleted, still being used"], page.FindAll(".attention .chip").Take(2).Select(chip => chip.TextContent.Trim()));
        Assert.Equal("1 caller, last 2 min ago", string.Join(' ', page.Find(".attention-note").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task Overview_forgets_a_dead_key_that_nobody_has_used_for_a_week()
    {
        var created = await AddKeyAsync("Importer");
        await Module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = created.Key.Id }, TestModule.Sam, cancellationToken: Cancellation);
        await Module.UseAsync(created);
        await Module.FlushAsync();
        Time.Leap(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));

        var page = Open<OverviewPage>("/");

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#latest")));
        Assert.Empty(page.FindAll(".attention-title"));
    }

    private void Show(Func<KeyDialogs, Task> open)
    {
        Operator.SignIn(ApiKeys.Admin.Identity.AdminRoles.Owner);
        _ = Dialogs.InvokeAsync(() => open(Services.GetRequiredService<KeyDialogs>()));
    }

    private string Verdict(string tone) =>
        string.Join(' ', Dialogs.WaitForElement($".use-verdict-{tone}").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
