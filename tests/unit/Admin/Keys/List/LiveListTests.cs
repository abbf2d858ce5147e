using ApiKeys.Admin.Components.Keys.List;
using ApiKeys.Admin.Components.Shared.Live;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.UnitTests.Module.Verification;
using Bunit;
using Microsoft.AspNetCore.Components.Web;

namespace ApiKeys.UnitTests.Admin.Keys.List;

/// <summary>A list follows what others change, and moves nothing that someone is about to use.</summary>
public sealed class LiveListTests : DashboardTestContext
{
    [Fact]
    public async Task Key_that_someone_else_made_appears_and_is_marked()
    {
        await AddKeyAsync("Importer");
        var list = await OpenAsync("Importer");

        await AddKeyAsync("Warehouse");
        await ChangesArriveAsync();

        list.WaitForAssertion(() => Assert.Equal(["Warehouse", "Importer"], Titles(list)));
        Assert.Equal(["Warehouse"], Marked(list));
        Assert.Equal("2 keys", list.Find(".toolbar-count").TextContent);
    }

    [Fact]
    public async Task Key_that_someone_else_revoked_shows_so_although_the_pointer_is_on_the_rows()
    {
        var key = await AddKeyAsync("Importer");
        await AddKeyAsync("Warehouse");
        var list = await OpenAsync("Warehouse", "Importer");
        await PointAtAsync(list);

        await Module.RevokeAsync(key.Key.Id);
        await ChangesArriveAsync();

        list.WaitForAssertion(() => Assert.Equal(["Importer"], Marked(list)));
        Assert.Contains("Revoked", list.Find("tr.is-changed").TextContent, StringComparison.Ordinal);
        Assert.Empty(list.FindAll(".list-newer button"));
    }

    [Fact]
    public async Task Rows_under_the_pointer_stay_until_they_are_asked_for()
    {
        await AddKeyAsync("Importer");
        var list = await OpenAsync("Importer");
        await PointAtAsync(list);

        await AddKeyAsync("Warehouse");
        await ChangesArriveAsync();
        list.WaitForElement(".list-newer button");
        var before = Titles(list);
        await list.Find(".list-newer button").ClickAsync(new MouseEventArgs());

        Assert.Equal(["Importer"], before);
        list.WaitForAssertion(() => Assert.Equal(["Warehouse", "Importer"], Titles(list)));
        Assert.Empty(list.FindAll(".list-newer button"));
    }

    [Fact]
    public async Task Rows_that_waited_for_the_pointer_are_shown_when_it_leaves()
    {
        await AddKeyAsync("Importer");
        var list = await OpenAsync("Importer");
        await PointAtAsync(list);
        await AddKeyAsync("Warehouse");
        await ChangesArriveAsync();
        list.WaitForElement(".list-newer button");

        await Area(list).TriggerEventAsync("onpointerleave", new PointerEventArgs());

        list.WaitForAssertion(() => Assert.Equal(["Warehouse", "Importer"], Titles(list)));
    }

    [Fact]
    public async Task First_key_appears_although_the_pointer_was_on_the_last_one_when_it_was_deleted()
    {
        var key = await AddKeyAsync("Importer", ApiKeyType.Secret, pending: true);
        var list = await OpenAsync("Importer");
        await PointAtAsync(list);
        await Module.Keys.DeleteAsync(key.Key.Id, TestModule.Sam, cancellationToken: Cancellation);
        await ChangesArriveAsync();
        await list.WaitForElement(".list-newer button").ClickAsync(new MouseEventArgs());
        list.WaitForAssertion(() => Assert.Empty(Titles(list)));

        await AddKeyAsync("Warehouse");
        await ChangesArriveAsync();

        list.WaitForAssertion(() => Assert.Equal(["Warehouse"], Titles(list)));
    }

    [Fact]
    public async Task Page_whose_last_row_someone_else_took_away_leads_to_the_page_before()
    {
        for (var i = 0; i < 21; i++)
        {
            await AddKeyAsync($"Key {i:00}", pending: true);
        }

        await Module.LookAsync();
        var list = Open<KeyList>("/secret-keys?sort=title&page=2", parameters => parameters.Add(page => page.Type, ApiKeyType.Secret));
        list.WaitForAssertion(() => Assert.Equal(["Key 20"], Titles(list)));
        var last = (await Module.Keys.ListAsync(new() { Search = "Key 20" }, Cancellation))[0];

        await Module.Keys.DeleteAsync(last.Id, TestModule.Sam, cancellationToken: Cancellation);
        await ChangesArriveAsync();

        list.WaitForAssertion(() => Assert.Equal(20, Titles(list).Count));
        Assert.Equal("Key 00", Titles(list)[0]);
    }

    [Fact]
    public async Task Rows_that_have_the_keyboard_stay()
    {
        await AddKeyAsync("Importer");
        var list = await OpenAsync("Importer");
        await Area(list).TriggerEventAsync("onfocusin", new FocusEventArgs());

        await AddKeyAsync("Warehouse");
        await ChangesArriveAsync();

        list.WaitForElement(".list-newer button");
        Assert.Equal(["Importer"], Titles(list));
    }

    [Fact]
    public async Task List_stays_as_it_is_while_the_database_is_away()
    {
        await AddKeyAsync("Importer");
        var list = await OpenAsync("Importer");
        await AddKeyAsync("Warehouse");
        await Module.LookAsync();

        DatabaseFails = true;
        Time.Advance(TimeSpan.FromSeconds(1));
        DatabaseFails = false;
        await AddKeyAsync("Till");
        await ChangesArriveAsync();

        list.WaitForAssertion(() => Assert.Equal(["Till", "Warehouse", "Importer"], Titles(list)));
        Assert.Empty(list.FindAll("[role=alert]"));
    }

    private static List<string> Titles(IRenderedComponent<KeyList> list) => [.. list.FindAll("tbody th a").Select(title => title.TextContent)];

    private static List<string> Marked(IRenderedComponent<KeyList> list) => [.. list.FindAll("tr.is-changed th a").Select(title => title.TextContent)];

    private static AngleSharp.Dom.IElement Area(IRenderedComponent<KeyList> list) => list.FindComponent<HoldArea>().Find("div");

    private static Task PointAtAsync(IRenderedComponent<KeyList> list) => Area(list).TriggerEventAsync("onpointerenter", new PointerEventArgs());

    private async Task<IRenderedComponent<KeyList>> OpenAsync(params string[] titles)
    {
        await Module.LookAsync();
        var list = Open<KeyList>("/secret-keys", parameters => parameters.Add(page => page.Type, ApiKeyType.Secret));
        list.WaitForAssertion(() => Assert.Equal(titles, Titles(list)));
        return list;
    }

    /// <summary>This node reads what was changed, and the pause in which changes are gathered passes.</summary>
    private async Task ChangesArriveAsync()
    {
        await Module.LookAsync();
        Time.Advance(TimeSpan.FromMilliseconds(200));
    }
}
