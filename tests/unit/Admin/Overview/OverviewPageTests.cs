using ApiKeys.Admin.Components.Overview;
using ApiKeys.Keys;
using ApiKeys.Keys.Revoke;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;

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
        Assert.Contains("no key waits to be confirmed", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_needs_attention_is_named()
    {
        await AddKeyAsync("Waits", pending: true);
        await AddKeyAsync("Ends soon", expiresAt: Time.GetUtcNow().AddDays(29));
        await AddKeyAsync("Ends late", expiresAt: Time.GetUtcNow().AddDays(31));
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
            await AddKeyAsync($"Ends {i}", expiresAt: Time.GetUtcNow().AddDays(20 - i));
            var type = i == 0 ? ApiKeyType.Publishable : ApiKeyType.Secret;
            var going = (await AddKeyAsync($"Goes {i}", type)).Key;
            await Module.Keys.RevokeAsync(
                new RevokeApiKeyRequest { Id = going.Id, After = TimeSpan.FromHours(1) }, TestModule.Sam, cancellationToken: Cancellation);
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        var page = Open<OverviewPage>("/");

        page.WaitForAssertion(() => Assert.Equal(
            ["1 more publishable key is set to be revoked", "1 more secret key is set to be revoked", "2 more expire within 30 days"],
            page.FindAll(".attention li").Select(line => line.TextContent.Trim()).TakeLast(3)));
        Assert.Equal(
            ["/publishable-keys?status=revoking", "/secret-keys?status=revoking"],
            page.FindAll(".attention li > a").Select(link => link.GetAttribute("href")).TakeLast(2));
        Assert.Equal(
            ["Ends 6", "Ends 5", "Ends 4", "Ends 3", "Ends 2"],
            page.FindAll(".attention li > a").Select(link => link.TextContent.Trim()).Where(title => title.StartsWith("Ends", StringComparison.Ordinal)));
    }
}
