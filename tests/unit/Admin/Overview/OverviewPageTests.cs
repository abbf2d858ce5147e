using ApiKeys.Admin.Components.Overview;
using ApiKeys.Admin.Identity;
using ApiKeys.Keys;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Usage;
using Bunit;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Admin.Overview;

public sealed class OverviewPageTests : DashboardTestContext
{
    [Fact]
    public void The_first_run_leads_to_the_first_key()
    {
        var page = Open<OverviewPage>("/");

        page.WaitForAssertion(() => Assert.Equal("Create the first key", page.Find(".first-run h2").TextContent));
        Assert.Equal(2, page.FindAll(".first-run button[aria-haspopup=dialog]").Count);
        Assert.Equal(page.Find(".first-run pre").TextContent, page.Find(".first-run [data-copy]").GetAttribute("data-copy"));
    }

    [Fact]
    public async Task Counts_lead_to_the_filtered_lists()
    {
        await AddKeyAsync("Importer");
        await AddKeyAsync("Warehouse sync");
        await AddKeyAsync("Storefront", ApiKeyType.Publishable);

        var page = Open<OverviewPage>("/");

        page.WaitForAssertion(() => Assert.StartsWith("2", page.Find("a[href='/secret-keys?status=active']").TextContent, StringComparison.Ordinal));
        Assert.StartsWith("1", page.Find("a[href='/publishable-keys?status=active']").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overview_without_problems_says_so()
    {
        await AddKeyAsync("Storefront", ApiKeyType.Publishable);

        var page = Open<OverviewPage>("/");

        page.WaitForAssertion(() => Assert.StartsWith("Nothing needs attention.", page.Find(".all-well").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".attention-rank"));
    }

    [Fact]
    public async Task What_ends_soon_is_ranked_by_when_and_each_row_has_its_act()
    {
        await AddKeyAsync("Waits", pending: true);
        await AddKeyAsync("Ends soon", expiresAt: Time.GetUtcNow().AddDays(6));
        await AddKeyAsync("Ends late", expiresAt: Time.GetUtcNow().AddDays(8));
        await ScheduleAsync(await AddKeyAsync("Goes"));

        var page = Open<OverviewPage>("/");

        page.WaitForAssertion(() => Assert.Equal("Soon 3", Words(page.Find(".attention-rank h2"))));
        Assert.Equal(["Waits", "Goes", "Ends soon"], Titles(page));
        Assert.Equal(
            ["Confirm it is saved Waits", "Change revocation Goes", "Change expiry Ends soon"], page.FindAll(".attention-act").Select(Words));
        Assert.Single(page.FindAll(".attention-rank"));
    }

    [Fact]
    public async Task The_act_of_a_row_opens_the_dialog_of_its_key()
    {
        await AddKeyAsync("Waits", pending: true);
        var page = Open<OverviewPage>("/");

        // Ends when the dialog does.
        _ = page.WaitForElement("button.attention-act").ClickAsync();

        Dialogs.WaitForAssertion(() => Assert.Equal("Confirm that the secret is saved: “Waits”", Words(Dialogs.Find(".mud-dialog h2"))));
    }

    [Fact]
    public async Task A_viewer_sees_what_needs_attention_and_no_act_that_changes_keys()
    {
        await AddKeyAsync("Waits", pending: true);
        Operator.SignIn(AdminRoles.Viewer);

        var page = Open<OverviewPage>("/");

        page.WaitForAssertion(() => Assert.Equal(["Waits"], Titles(page)));
        Assert.Empty(page.FindAll("button.attention-act"));
    }

    [Fact]
    public async Task What_does_not_fit_is_counted_and_leads_only_to_a_list_of_just_that()
    {
        for (var i = 0; i < 7; i++)
        {
            await AddKeyAsync($"Ends {i}", expiresAt: Time.GetUtcNow().AddHours(160 - i));
            await ScheduleAsync(await AddKeyAsync($"Goes {i}", i == 0 ? ApiKeyType.Publishable : ApiKeyType.Secret));
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        var page = Open<OverviewPage>("/");

        page.WaitForAssertion(() => Assert.Equal("Soon 14", Words(page.Find(".attention-rank h2"))));
        Assert.Equal(["Goes 0", "Goes 1", "Goes 2", "Goes 3", "Goes 4", "Goes 5"], Titles(page));
        Assert.Equal("And 1 more secret key is set to be revoked, 7 more expire within 7 days", Words(page.Find(".attention-rest")));
        Assert.Equal("/secret-keys?status=revoking", Assert.Single(page.FindAll(".attention-rest a")).GetAttribute("href"));
    }

    [Fact]
    public async Task A_key_that_was_in_use_until_it_expired_needs_attention_for_a_week()
    {
        var used = (await AddKeyAsync("Used", expiresAt: Time.GetUtcNow().AddDays(2))).Key;
        var quiet = (await AddKeyAsync("Quiet", expiresAt: Time.GetUtcNow().AddDays(2))).Key;
        await LastUsedAsync(used.Id, Time.GetUtcNow().AddDays(2).AddHours(-1));
        await LastUsedAsync(quiet.Id, Time.GetUtcNow());
        Time.Leap(TimeSpan.FromDays(8));

        var page = Open<OverviewPage>("/");
        page.WaitForAssertion(() => Assert.Equal(["Used"], Titles(page)));
        Assert.Contains("In use until it expired 6 days ago", Words(page.Find(".attention")), StringComparison.Ordinal);

        Time.Leap(TimeSpan.FromDays(2));
        var later = Open<OverviewPage>("/");
        later.WaitForAssertion(() => Assert.Single(later.FindAll(".all-well")));
    }

    [Fact]
    public async Task Unused_keys_and_keys_that_never_expire_are_to_be_tidied_up()
    {
        await AddKeyAsync("Forgotten");
        var used = (await AddKeyAsync("Used")).Key;
        await LastUsedAsync(used.Id, Time.GetUtcNow().AddDays(60));
        Time.Leap(TimeSpan.FromDays(91));

        var page = Open<OverviewPage>("/");

        page.WaitForAssertion(() => Assert.Equal("Tidy up 3", Words(page.Find(".attention-rank h2"))));
        Assert.Equal(["Forgotten", "2 secret keys"], Titles(page));
        Assert.Equal(["Never used", "Never expires"], page.FindAll(".attention .chip").Select(Words));
        Assert.Equal(["Revoke key Forgotten", "Limit lifetime 2 secret keys"], page.FindAll(".attention-act").Select(Words));
    }

    [Fact]
    public async Task An_unused_key_that_a_policy_is_about_to_revoke_stands_there_and_not_among_what_to_tidy_up()
    {
        await AddKeyAsync("Forgotten", ApiKeyType.Publishable);
        await Module.Get<IApiKeyPolicies>().UpdateAsync(
            new UpdatePolicyRequest { IdleRevocation = new() { AfterDays = 100, NoticeDays = 5 } }, TestModule.Sam, cancellationToken: Cancellation);
        Time.Leap(TimeSpan.FromDays(96));

        var page = Open<OverviewPage>("/");

        page.WaitForAssertion(() => Assert.Equal("Soon 1", Words(page.Find(".attention-rank h2"))));
        Assert.Equal(["Forgotten"], Titles(page));
        Assert.StartsWith("A policy revokes it in", Words(page.Find(".attention-note")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_confirmed_roll_is_one_line_of_the_latest_activity()
    {
        var old = (await AddKeyAsync("Importer")).Key;
        var rolled = (await Module.Keys.RollAsync(
            new RollApiKeyRequest { Id = old.Id, OldKeyEndsAfter = TimeSpan.FromHours(1), AwaitConfirmation = true }, TestModule.Sam, cancellationToken: Cancellation)).Value!;
        await Module.Keys.ActivateAsync(rolled.Key.Id, TestModule.Sam, cancellationToken: Cancellation);

        var page = Open<OverviewPage>("/");

        page.WaitForAssertion(() => Assert.Equal(["Rolled", "Created"], page.FindAll(".event-action").Select(Words)));
        Assert.Equal("Old key of a roll", Words(page.Find(".attention-note")));
    }

    [Fact]
    public async Task Requests_of_all_keys_are_drawn_by_their_outcome_and_follow_new_ones()
    {
        var used = await AddKeyAsync("Used");
        var ended = await AddKeyAsync("Ended");
        await Module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = ended.Key.Id }, TestModule.Sam, cancellationToken: Cancellation);
        await Module.UseAsync(used);
        await Module.UseAsync(used);
        await Module.UseAsync(ended);

        var page = Open<OverviewPage>("/");

        page.WaitForAssertion(() => Assert.Equal(
            "Requests with all keys, last 24 hours: 2 accepted, 1 refused (revoked)", page.Find("[role=img]").GetAttribute("aria-label")));
        Assert.Equal(["Accepted", "Refused: revoked"], page.FindAll(".use-legend li").Select(Words));

        await Module.UseAsync(used);
        Time.Advance(TimeSpan.FromSeconds(15));
        page.WaitForAssertion(() => Assert.StartsWith("3 accepted", page.Find(".use-sum").TextContent, StringComparison.Ordinal));

        await page.FindAll("button").Single(button => button.TextContent.Trim() == "Show numbers").ClickAsync();
        Assert.Equal(["12:00 to 13:00 UTC", "3", "1"], page.Find(".use-table tbody tr").Children.Select(Words));
    }

    private static IEnumerable<string> Titles(IRenderedComponent<OverviewPage> page) => page.FindAll(".attention-title").Select(Words);

    private async Task ScheduleAsync(CreatedApiKey created) => await Module.Keys.RevokeAsync(
        new RevokeApiKeyRequest { Id = created.Key.Id, After = TimeSpan.FromHours(1) }, TestModule.Sam, cancellationToken: Cancellation);

    private static string Words(AngleSharp.Dom.IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task LastUsedAsync(string id, DateTimeOffset at)
    {
        await using var database = Module.OpenDatabase();
        await database.Set<ApiKey>().Where(key => key.Id == id).ExecuteUpdateAsync(set => set.SetProperty(key => key.LastUsedAt, at), Cancellation);
    }
}
