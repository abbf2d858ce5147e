using ApiKeys.Admin.Components.Overview;
using ApiKeys.Keys;
using ApiKeys.UnitTests.Infrastructure;
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
        Assert.Equal(2, page.FindAll(".first-run button").Count);
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
        Assert.Contains("No key waits to be confirmed", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_needs_attention_is_named()
    {
        await AddKeyAsync("Waits", pending: true);
        await AddKeyAsync("Ends soon", expiresAt: Time.GetUtcNow().AddDays(6));
        await AddKeyAsync("Ends late", expiresAt: Time.GetUtcNow().AddDays(8));
        var going = (await AddKeyAsync("Goes")).Key;
        await Module.Keys.RevokeAsync(
            new RevokeApiKeyRequest { Id = going.Id, After = TimeSpan.FromHours(1) }, TestModule.Sam, cancellationToken: Cancellation);

        var page = Open<OverviewPage>("/");

        page.WaitForAssertion(() => Assert.Equal(
            ["Waits", "Goes", "Ends soon"], page.FindAll(".attention li > a").Select(link => link.TextContent.Trim())));
    }

    [Fact]
    public async Task What_does_not_fit_is_counted_and_leads_only_to_a_list_of_just_that()
    {
        for (var i = 0; i < 7; i++)
        {
            await AddKeyAsync($"Ends {i}", expiresAt: Time.GetUtcNow().AddHours(160 - i));
            var type = i == 0 ? ApiKeyType.Publishable : ApiKeyType.Secret;
            var going = (await AddKeyAsync($"Goes {i}", type)).Key;
            await Module.Keys.RevokeAsync(
                new RevokeApiKeyRequest { Id = going.Id, After = TimeSpan.FromHours(1) }, TestModule.Sam, cancellationToken: Cancellation);
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        var page = Open<OverviewPage>("/");

        page.WaitForAssertion(() => Assert.Equal(
            ["1 more publishable key is set to be revoked", "1 more secret key is set to be revoked", "2 more expire within 7 days"],
            page.FindAll(".attention li").Select(line => line.TextContent.Trim()).TakeLast(3)));
        Assert.Equal(
            ["/publishable-keys?status=revoking", "/secret-keys?status=revoking"],
            page.FindAll(".attention li > a").Select(link => link.GetAttribute("href")).TakeLast(2));
        Assert.Equal(
            ["Ends 6", "Ends 5", "Ends 4", "Ends 3", "Ends 2"],
            page.FindAll(".attention li > a").Select(link => link.TextContent.Trim()).Where(title => title.StartsWith("Ends", StringComparison.Ordinal)));
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
        page.WaitForAssertion(() => Assert.Equal(["Used"], page.FindAll(".attention li > a").Select(link => link.TextContent.Trim())));
        Assert.Contains("In use until it expired 6 days ago", Words(page.Find(".attention")), StringComparison.Ordinal);

        Time.Leap(TimeSpan.FromDays(2));
        var later = Open<OverviewPage>("/");
        later.WaitForAssertion(() => Assert.Single(later.FindAll(".all-well")));
    }

    private static string Words(AngleSharp.Dom.IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task LastUsedAsync(string id, DateTimeOffset at)
    {
        await using var database = Module.OpenDatabase();
        await database.Set<ApiKey>().Where(key => key.Id == id).ExecuteUpdateAsync(set => set.SetProperty(key => key.LastUsedAt, at), Cancellation);
    }
}
