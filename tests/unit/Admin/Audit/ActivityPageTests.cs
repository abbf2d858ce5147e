using ApiKeys.Admin.Components.Audit;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.SalesChannels;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Audit;

public sealed class ActivityPageTests : DashboardTestContext
{
    [Fact]
    public async Task What_was_done_is_listed_newest_first()
    {
        await RevokedKeyAsync();

        var page = Open<ActivityPage>("/activity");

        page.WaitForAssertion(() => Assert.Equal(["Revoked", "Created"], Actions(page)));
        Assert.Contains("Reason: Laptop lost", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_narrows_it_by_action_person_and_key()
    {
        var key = await RevokedKeyAsync();
        await AddKeyAsync("Another");

        var page = Open<ActivityPage>($"/activity?action=created,bogus&by={TestModule.Sam.Id}&key={key.Id}&page=0");

        page.WaitForAssertion(() => Assert.Equal(["Created"], Actions(page)));
        Assert.Equal("Importer", page.Find("tbody td .user-text").TextContent);
    }

    [Fact]
    public async Task Person_and_period_are_chosen_on_the_page_and_kept_in_the_address()
    {
        await AddKeyAsync("Importer");
        Time.Advance(TimeSpan.FromDays(2));
        await Module.Keys.CreateAsync(new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Warehouse" }, TestModule.Dana, cancellationToken: Cancellation);
        await AddKeyAsync("Till");
        var page = Open<ActivityPage>($"/activity?by={TestModule.Sam.Id}");
        page.WaitForAssertion(() => Assert.Equal(["Till", "Importer"], Subjects(page)));

        await page.Find("select[aria-label=Done]").ChangeAsync(new ChangeEventArgs { Value = "Day" });

        page.WaitForAssertion(() => Assert.Equal(["Till"], Subjects(page)));
        Assert.EndsWith($"?by={TestModule.Sam.Id}&since=day", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);

        await page.Find("select[aria-label='Done by']").ChangeAsync(new ChangeEventArgs { Value = "" });

        page.WaitForAssertion(() => Assert.Equal(["Till", "Warehouse"], Subjects(page)));
    }

    [Fact]
    public async Task A_sales_channel_leads_to_its_page()
    {
        var channel = (await Module.Channels.CreateAsync(new CreateSalesChannelRequest { Name = "Web shop" }, TestModule.Dana, cancellationToken: Cancellation)).Value!;

        var page = Open<ActivityPage>("/activity");

        var subject = page.WaitForElement("tbody .made");
        Assert.Equal("Web shop", subject.QuerySelector(".user-text")!.TextContent);
        Assert.Equal("Sales channel", subject.QuerySelector(".muted")!.TextContent);
        Assert.Equal($"/sales-channels/{channel.Id}", subject.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Channels_that_were_linked_and_taken_off_are_named()
    {
        var key = await Module.CreateLinkedAsync("Storefront", "Shop", "App");
        await Module.LinkAsync(key.Id, remove: [.. key.SalesChannels.Select(channel => channel.Id)]);

        var page = Open<ActivityPage>($"/activity?key={key.Id}");

        page.WaitForAssertion(() => Assert.Equal(["Sales channels changed", "Created"], Actions(page)));
        Assert.Equal(
            ["Unlinked from Shop, App", "Linked to Shop, App"],
            page.FindAll(".event-fact").Select(fact => string.Join(' ', fact.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
    }

    [Fact]
    public async Task What_changed_about_a_channel_is_told()
    {
        var id = await Module.CreateChannelAsync("Shop");
        await Module.UpdateChannelAsync(new() { Id = id, Name = "Boutique", IsDisabled = true, Metadata = "{}" });

        var page = Open<ActivityPage>("/activity");

        page.WaitForAssertion(() => Assert.Equal(["Updated", "Created"], Actions(page)));
        Assert.Equal("Name", page.Find(".event-changes dt").TextContent);
        Assert.Equal(["Shop", "Boutique"], page.FindAll(".event-changes .user-text").Select(text => text.TextContent));
        Assert.Equal(["Disabled", "Metadata changed"], page.FindAll(".event-fact").Select(fact => fact.TextContent));
    }

    [Fact]
    public async Task A_filter_goes_into_the_address_and_can_be_cleared()
    {
        await RevokedKeyAsync();
        var page = Open<ActivityPage>("/activity");

        await page.WaitForElement("select[aria-label='What was done']").ChangeAsync(new ChangeEventArgs { Value = "rolled" });

        Assert.EndsWith("/activity?action=rolled", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("Nothing matches", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Actions_are_one_choice_by_keys_and_team_and_several_of_a_link_stay()
    {
        await RevokedKeyAsync();

        var page = Open<ActivityPage>("/activity?action=revoked,created");

        var choice = page.WaitForElement("select[aria-label='What was done']");
        Assert.Equal(["Keys, channels and policies", "Team"], choice.QuerySelectorAll("optgroup").Select(group => group.GetAttribute("label")));
        Assert.Equal(("created,revoked", "Created, Revoked"), (choice.GetAttribute("value"), choice.QuerySelector("option[value='created,revoked']")!.TextContent));
        Assert.Equal(Enum.GetValues<ApiKeyAction>().Length, choice.QuerySelectorAll("optgroup option").Length);

        await choice.ChangeAsync(new ChangeEventArgs { Value = "" });

        Assert.EndsWith("/activity", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_narrows_the_activity_beside_the_other_filters()
    {
        await RevokedKeyAsync();
        await AddKeyAsync("Laptop till");

        var page = Open<ActivityPage>("/activity?q=laptop&action=revoked");

        page.WaitForAssertion(() => Assert.Equal(["Importer"], Subjects(page)));
        Assert.Equal("laptop", page.Find("input[type=search]").GetAttribute("value"));
    }

    [Fact]
    public void A_person_who_can_not_be_an_id_is_no_filter()
    {
        var page = Open<ActivityPage>($"/activity?by={new string('x', 500)}");

        page.WaitForAssertion(() => Assert.Contains("Nothing has happened yet", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_past_the_end_leads_to_the_last()
    {
        await RevokedKeyAsync();

        var page = Open<ActivityPage>("/activity?page=999");

        page.WaitForAssertion(() => Assert.Equal(["Revoked", "Created"], Actions(page)));
        Assert.EndsWith("/activity", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    private async Task<ApiKeyDetails> RevokedKeyAsync()
    {
        var key = (await AddKeyAsync("Importer")).Key;
        Time.Advance(TimeSpan.FromSeconds(1));
        await Module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = key.Id, Reason = "Laptop lost" }, TestModule.Dana, cancellationToken: Cancellation);
        return key;
    }

    private static IEnumerable<string> Subjects(IRenderedComponent<ActivityPage> page) => page.FindAll("tbody .col-which .user-text").Select(title => title.TextContent);

    private static IEnumerable<string> Actions(IRenderedComponent<ActivityPage> page) =>
        page.FindAll(".event-action").Select(action => action.TextContent.Trim());
}
