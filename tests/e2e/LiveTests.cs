using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests;

/// <summary>Pages follow what someone else does, without a reload.</summary>
public sealed class LiveTests(BrowserFixture browsers) : Journey(browsers)
{
    [Fact]
    public async Task List_key_page_and_overview_follow_what_another_person_does()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        await server.AddAsync(Person.Dana);
        var importer = await server.CreateAsync("Importer");
        var (olga, dana) = (await OpenSignedInAsync(server, Person.Olga), await OpenSignedInAsync(server, Person.Dana));
        var key = await OpenKeyAsync(await olga.Context.NewPageAsync(), importer.Key.Id);
        var overview = await olga.Context.NewPageAsync();
        await overview.GotoAsync("/");
        await Expect(overview.GetByRole(AriaRole.Link, new() { Name = "1 active" })).ToBeVisibleAsync();
        var list = await KeyListPage.OpenAsync(olga);

        await server.CreateAsync("Warehouse sync");

        await Expect(list.Titles).ToHaveTextAsync(["Warehouse sync", "Importer"]);
        await Expect(list.Count).ToHaveTextAsync("2 keys");
        await Expect(overview.GetByRole(AriaRole.Link, new() { Name = "2 active" })).ToBeVisibleAsync();

        var others = await KeyListPage.OpenAsync(dana);
        await others.ChooseAsync("Importer", "Revoke key");
        await (await KeyDialog.AtAsync(dana, "Revoke “Importer”")).FinishAsync("Revoke key");

        await Expect(list.Row("Importer")).ToContainTextAsync("Revoked");
        await Expect(key.Status("Revoked")).ToBeVisibleAsync();
        await Expect(overview.GetByRole(AriaRole.Link, new() { Name = "1 active" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Rows_under_the_pointer_stay_where_they_are_until_asked_for()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        await server.CreateAsync("Importer");
        var olga = await OpenSignedInAsync(server, Person.Olga);
        var list = await KeyListPage.OpenAsync(olga);
        await list.Row("Importer").HoverAsync();
        var before = await list.Row("Importer").BoundingBoxAsync();

        await server.CreateAsync("Warehouse sync");
        var show = olga.GetByRole(AriaRole.Button, new() { Name = "The list has changed. Show" });
        await Expect(show).ToBeVisibleAsync();

        await Expect(list.Titles).ToHaveTextAsync(["Importer"]);
        Assert.Equal(before!.Y, (await list.Row("Importer").BoundingBoxAsync())!.Y);

        await show.ClickAsync();
        await Expect(list.Titles).ToHaveTextAsync(["Warehouse sync", "Importer"]);
        await Expect(show).ToBeHiddenAsync();
    }

    private static async Task<KeyPage> OpenKeyAsync(IPage page, string id)
    {
        await page.GotoAsync($"/keys/{id}");
        return await KeyPage.AtAsync(page, "Importer");
    }
}
