using ApiKeys.Admin.Components.Keys.Page;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.SalesChannels;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ApiKeys.UnitTests.Admin.SalesChannels;

/// <summary>The sales channels on the page of a key.</summary>
public sealed class KeyChannelsTests : DashboardTestContext
{
    [Fact]
    public async Task A_publishable_key_shows_its_channels_and_which_are_disabled()
    {
        var key = await Module.CreateLinkedAsync("Storefront", "Web shop", "Till");
        await Module.UpdateChannelAsync(new UpdateSalesChannelRequest { Id = key.SalesChannels[0].Id, IsDisabled = true });

        var page = Open(key.Id);

        page.WaitForAssertion(() => Assert.Equal(["Till", "Web shop"], page.FindAll(".key-channels .user-text").Select(name => name.TextContent)));
        Assert.Equal(["Disabled"], page.FindAll(".key-channels .chip").Select(chip => chip.TextContent));
        Assert.Equal(["Remove Till", "Remove Web shop"], page.FindAll(".key-channels button").Select(button => button.GetAttribute("aria-label")));
    }

    [Fact]
    public async Task A_key_without_channels_says_what_that_means()
    {
        var key = (await AddKeyAsync("Storefront", ApiKeyType.Publishable)).Key;

        var page = Open(key.Id);

        page.WaitForAssertion(() => Assert.Contains("No sales channel yet", page.Markup, StringComparison.Ordinal));
        Assert.Single(page.FindAll("button"), button => button.TextContent.Trim() == "Add sales channels");
    }

    [Fact]
    public async Task Many_channels_can_be_searched()
    {
        var key = await Module.CreateLinkedAsync("Storefront", [.. Enumerable.Range(1, 11).Select(number => $"Till {number:00}")]);
        var page = Open(key.Id);
        page.WaitForAssertion(() => Assert.Equal(11, page.FindAll(".key-channels li").Count));

        await SearchAsync(page, "till 1");
        page.WaitForAssertion(() => Assert.Equal(["Till 10", "Till 11"], page.FindAll(".key-channels .user-text").Select(name => name.TextContent)));
        Assert.Equal("2 of 11 sales channels", page.Find(".toolbar-count").TextContent.Trim());
        await SearchAsync(page, "shop");

        page.WaitForAssertion(() => Assert.Contains("None of its channels is called “shop”.", page.Find("section[aria-labelledby=channels]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_key_has_no_place_for_channels()
    {
        var key = (await AddKeyAsync("Importer")).Key;

        var page = Open(key.Id);

        page.WaitForAssertion(() => Assert.Contains("History", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("#channels"));
    }

    [Fact]
    public async Task A_viewer_is_offered_no_change_of_channels()
    {
        var key = await Module.CreateLinkedAsync("Storefront", "Web shop");
        Operator.SignIn(AdminRoles.Viewer);

        var page = Open(key.Id);

        page.WaitForAssertion(() => Assert.Single(page.FindAll(".key-channels li")));
        Assert.Empty(page.FindAll(".key-channels button"));
        Assert.DoesNotContain("Add sales channels", page.Markup, StringComparison.Ordinal);
    }

    private static async Task SearchAsync(IRenderedComponent<KeyPage> page, string text)
    {
        await page.Find("input[type=search]").InputAsync(new ChangeEventArgs { Value = text });
        await page.Find("input[type=search]").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });
    }

    private IRenderedComponent<KeyPage> Open(string id) =>
        Open<KeyPage>($"/keys/{id}", parameters => parameters.Add(page => page.Id, id));
}
