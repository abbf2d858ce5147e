using ApiKeys.Admin.Components.SalesChannels.Page;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.SalesChannels;
using ApiKeys.UnitTests.Module.Verification;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.UnitTests.Admin.SalesChannels;

/// <summary>The page of one sales channel.</summary>
public sealed class SalesChannelPageTests : DashboardTestContext
{
    [Fact]
    public async Task Channel_shows_its_facts_its_keys_and_its_history()
    {
        var key = await Module.CreateLinkedAsync("Storefront", "Web shop");
        var id = key.SalesChannels[0].Id;
        await Module.UpdateChannelAsync(new UpdateSalesChannelRequest { Id = id, Description = "The main one", Metadata = """{"region":"eu"}""" });

        var page = OpenPage(id);

        page.WaitForAssertion(() => Assert.Equal("Web shop", page.Find("h1").TextContent));
        Assert.Equal($"/keys/{key.Id}", page.Find(".channel-keys a").GetAttribute("href"));
        Assert.Contains("The main one", page.Markup, StringComparison.Ordinal);
        Assert.Contains("\"region\": \"eu\"", page.Find(".channel-metadata").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Updated", "Created"], page.FindAll(".history strong").Select(action => action.TextContent));
        Assert.Equal(["Disable channel", "Edit"], page.FindAll(".page-header-actions > .button").Select(button => button.TextContent));
    }

    [Fact]
    public async Task Key_is_added_and_removed()
    {
        var id = await Module.CreateChannelAsync("Web shop");
        var key = (await AddKeyAsync("Storefront", ApiKeyType.Publishable)).Key;
        await AddKeyAsync("Importer");
        var page = OpenPage(id);
        page.WaitForAssertion(() => Assert.Contains("No keys yet", page.Markup, StringComparison.Ordinal));

        await PressAsync(page, "Add key");
        var choice = await Dialogs.WaitForElementAsync("input[type=radio]");
        Assert.Single(Dialogs.FindAll("input[type=radio]"));
        await choice.ChangeAsync(new ChangeEventArgs { Value = "on" });
        await Dialogs.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".channel-keys li")));
        Assert.Equal(id, Assert.Single((await Module.RetrieveAsync(key.Id)).SalesChannels).Id);

        _ = page.Find("[aria-label='Remove Storefront']").ClickAsync();
        await Dialogs.WaitForElementAsync("form");
        await Dialogs.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".channel-keys li")));
        Assert.Empty((await Module.RetrieveAsync(key.Id)).SalesChannels);
    }

    [Fact]
    public async Task Keys_of_the_channel_are_not_offered_again()
    {
        var linked = await Module.CreateLinkedAsync("Storefront", "Web shop");
        var page = OpenPage(linked.SalesChannels[0].Id);
        page.WaitForElement(".channel-keys");

        await PressAsync(page, "Add key");

        Dialogs.WaitForAssertion(() => Assert.Contains("No other publishable key is active.", Dialogs.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Viewer_is_offered_no_acts()
    {
        Operator.SignIn(AdminRoles.Viewer);
        var key = await Module.CreateLinkedAsync("Storefront", "Web shop");

        var page = OpenPage(key.SalesChannels[0].Id);

        page.WaitForElement(".channel-keys a");
        Assert.Empty(page.FindAll(".page-header-actions button, .section button[aria-haspopup=dialog]"));
    }

    [Fact]
    public async Task Open_page_follows_changes_of_others_and_says_when_the_channel_is_deleted()
    {
        var id = await Module.CreateChannelAsync("Web shop");
        var page = OpenPage(id);
        page.WaitForElement(".history");

        await Module.UpdateChannelAsync(new UpdateSalesChannelRequest { Id = id, Name = "Till" });
        await NoticeAsync();
        page.WaitForAssertion(() => Assert.Equal("Till", page.Find("h1").TextContent));

        await Module.Channels.DeleteAsync(id, TestModule.Sam, cancellationToken: Cancellation);
        await NoticeAsync();
        page.WaitForAssertion(() => Assert.Contains("This sales channel is deleted", page.Markup, StringComparison.Ordinal));
        Assert.NotEmpty(page.FindAll($"a[href='/activity?key={id}']"));
    }

    [Fact]
    public void Unknown_channel_shows_not_found()
    {
        var page = OpenPage("sc_01NOPE");

        page.WaitForAssertion(() => Assert.Contains("This sales channel does not exist", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task More_keys_are_shown_when_they_are_asked_for()
    {
        var id = await Module.CreateChannelAsync("Web shop");
        for (var number = 0; number < 21; number++)
        {
            await Module.Keys.CreateAsync(
                new CreateApiKeyRequest { Type = ApiKeyType.Publishable, Title = $"Store {number:00}", SalesChannelIds = [id] }, TestModule.Sam, cancellationToken: Cancellation);
        }

        var page = OpenPage(id);
        page.WaitForAssertion(() => Assert.Equal(20, page.FindAll(".channel-keys li").Count));

        await PressAsync(page, "Show more");

        page.WaitForAssertion(() => Assert.Equal(21, page.FindAll(".channel-keys li").Count));
    }

    private async Task NoticeAsync()
    {
        await Module.LookAsync();
        Time.Advance(TimeSpan.FromMilliseconds(200));
    }

    private static Task PressAsync(IRenderedComponent<SalesChannelPage> page, string text)
    {
        _ = page.FindAll("button").Single(button => button.TextContent.Trim() == text).ClickAsync();
        return Task.CompletedTask;
    }

    private IRenderedComponent<SalesChannelPage> OpenPage(string id) =>
        Open<SalesChannelPage>($"/sales-channels/{id}", parameters => parameters.Add(page => page.Id, id));
}
