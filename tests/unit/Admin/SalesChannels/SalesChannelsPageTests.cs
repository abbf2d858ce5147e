using ApiKeys.Admin.Components.SalesChannels;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.SalesChannels;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.SalesChannels;

public sealed class SalesChannelsPageTests : DashboardTestContext
{
    [Fact]
    public void Without_channels_the_page_says_what_they_are_for()
    {
        var page = Open("/sales-channels");

        page.WaitForAssertion(() => Assert.Equal("No sales channels yet", page.Find(".state h2").TextContent));
        Assert.Equal(2, page.FindAll("button").Count(button => button.TextContent.Trim() == "Create sales channel"));
    }

    [Fact]
    public async Task The_list_shows_names_states_and_keys_by_name()
    {
        await Module.CreateLinkedAsync("Storefront", "Web shop", "app");
        await Module.CreateLinkedAsync("Kiosk", "Till");
        await DisableAsync("Till");

        var page = Open("/sales-channels");

        page.WaitForAssertion(() => Assert.Equal(["app", "Till", "Web shop"], Names(page)));
        Assert.Equal("3 sales channels", page.Find(".toolbar-count").TextContent);
        Assert.Equal(["Enabled", "Disabled", "Enabled"], Cells(page, "state"));
        Assert.Equal(["1 key", "1 key", "1 key"], Cells(page, "keys"));
    }

    [Fact]
    public async Task What_is_shown_comes_from_the_address()
    {
        foreach (var name in new[] { "Web shop A", "Web shop B", "Till" })
        {
            await Module.CreateChannelAsync(name);
        }

        await DisableAsync("Web shop A");

        var page = Open("/sales-channels?q=shop&state=enabled&sort=-name&page=9");

        page.WaitForAssertion(() => Assert.Equal(["Web shop B"], Names(page)));
        Assert.Equal("1 of 3 sales channels", page.Find(".toolbar-count").TextContent);
        Assert.Equal("Enabled", page.Find(".filter[aria-pressed=true]").TextContent.Trim());
        Assert.Equal("descending", page.Find("th[aria-sort]").GetAttribute("aria-sort"));
        Assert.DoesNotContain("page=", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_matches_it_says_what_was_asked_and_lets_go_of_it()
    {
        await Module.CreateChannelAsync();
        var page = Open("/sales-channels?q=till&state=disabled");
        page.WaitForAssertion(() => Assert.Equal("No sales channel matches", page.Find(".state h2").TextContent));
        Assert.Contains("No name or description has “till” among those that are disabled.", page.Find(".state").TextContent, StringComparison.Ordinal);

        await page.Find(".state button").ClickAsync();

        Assert.EndsWith("/sales-channels", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_looks_and_is_offered_nothing()
    {
        await Module.CreateChannelAsync();
        Operator.SignIn(AdminRoles.Viewer);

        var page = Open("/sales-channels");

        page.WaitForAssertion(() => Assert.Single(Names(page)));
        Assert.Empty(page.FindAll(".page-header-actions button"));
        Assert.Empty(page.FindAll(".row-menu"));
        Assert.Contains("Your role lets you look", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_database_it_says_so_and_tries_again()
    {
        await Module.CreateChannelAsync();
        DatabaseFails = true;
        var page = Open("/sales-channels");
        page.WaitForAssertion(() => Assert.Contains("Couldn't load the sales channels", page.Markup, StringComparison.Ordinal));

        DatabaseFails = false;
        await page.FindAll("button").First(button => button.TextContent.Contains("Try again", StringComparison.Ordinal)).ClickAsync();

        page.WaitForAssertion(() => Assert.Equal(["Web shop"], Names(page)));
    }

    private static IEnumerable<string> Names(IRenderedComponent<SalesChannelsPage> page) =>
        page.FindAll("tbody th").Select(cell => cell.TextContent.Trim());

    private static IEnumerable<string> Cells(IRenderedComponent<SalesChannelsPage> page, string column) =>
        page.FindAll($"td.col-{column}").Select(cell => cell.TextContent.Trim());

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private IRenderedComponent<SalesChannelsPage> Open(string address) => Open<SalesChannelsPage>(address);

    private async Task DisableAsync(string name)
    {
        var channel = (await Module.ListChannelsAsync(new ListSalesChannelsQuery { Names = [name] })).Items[0];
        await Module.UpdateChannelAsync(new UpdateSalesChannelRequest { Id = channel.Id, IsDisabled = true });
    }
}
