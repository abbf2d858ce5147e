using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests;

public sealed class ConnectionTests(BrowserFixture browsers) : Journey(browsers)
{
    [Fact]
    public async Task A_lost_connection_is_shown_and_the_page_goes_on_where_it_was_when_it_is_back()
    {
        Watch.ExpectLostConnection();
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var page = await OpenAsync(server);
        IWebSocketRoute? circuit = null;
        await page.RouteWebSocketAsync("**/_blazor**", socket =>
        {
            circuit = socket;
            socket.ConnectToServer();
        });
        await SignInAsync(page, Person.Olga);
        var list = await KeyListPage.OpenAsync(page);
        var create = await list.CreateAsync();
        await create.Title.FillAsync("Typed before the break");

        await page.Context.SetOfflineAsync(true);
        await circuit!.CloseAsync(new() { Code = 3001, Reason = "cut" });
        var lost = page.GetByRole(AriaRole.Dialog, new() { Name = "Connection lost" });
        await Expect(lost).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(lost).ToBeVisibleAsync();

        await page.Context.SetOfflineAsync(false);
        await Expect(lost).ToBeHiddenAsync();
        await Expect(create.Title).ToHaveValueAsync("Typed before the break");
        await create.PressAsync("Create key");
        await (await TokenReveal.AtAsync(page, "Typed before the break")).ConfirmAsync();
    }
}
