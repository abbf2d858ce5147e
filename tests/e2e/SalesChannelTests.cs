using System.Text.RegularExpressions;
using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests;

public sealed class SalesChannelTests(BrowserFixture browsers) : Journey(browsers)
{
    [Fact]
    public async Task Channels_are_made_linked_to_a_key_and_deleted_from_the_keyboard_and_every_step_meets_WCAG_22_AA()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var olga = new Actor(await server.IdOfAsync(Person.Olga));
        await server.Keys.CreateAsync(new CreateApiKeyRequest { Type = ApiKeyType.Publishable, Title = "Storefront" }, olga, null, Cancelled);
        var page = await OpenSignedInAsync(server, Person.Olga);
        var scan = new AccessibilityScan(page);

        var list = await SalesChannelsPage.OpenAsync(page);
        await Expect(page.GetByText("No sales channels yet")).ToBeVisibleAsync();
        await scan.LookAsync("no channels");
        await CreateAsync(page, list, "Web shop", isDisabled: false, scan);
        await CreateAsync(page, list, "Till", isDisabled: true, scan: null);
        await Expect(list.Names).ToHaveTextAsync(["Till", "Web shop"]);
        await Expect(list.Row("Till").GetByText("Disabled")).ToBeVisibleAsync();
        await scan.LookAsync("channels");
        await list.Search.FillAsync("web");
        await Expect(list.Names).ToHaveTextAsync(["Web shop"]);
        await Expect(page).ToHaveURLAsync(new Regex(@"\?q=web$"));

        var key = await (await KeyListPage.OpenAsync(page, ApiKeyType.Publishable)).OpenKeyAsync("Storefront");
        await page.FocusArrivesAsync();
        await page.GetByRole(AriaRole.Main).Button("Add sales channels").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var picker = await KeyDialog.AtAsync(page, "Add sales channels to “Storefront”");
        await Expect(picker.Self.GetByRole(AriaRole.Searchbox, new() { Name = "Search sales channels" })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("till");
        await Expect(picker.Self.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");
        await Expect(picker.Self.GetByText("Chosen: Till")).ToBeVisibleAsync();
        await scan.LookAsync("picker");
        await picker.FinishAsync("Add sales channel");
        var channels = page.GetByRole(AriaRole.Region, new() { Name = "Sales channels" });
        await Expect(channels.GetByRole(AriaRole.Listitem)).ToHaveTextAsync([new Regex(@"^\s*Till\s*Disabled\s*$")]);
        await Expect(key.History.First).ToContainTextAsync("Linked to Till");
        await scan.LookAsync("channels of a key");

        await channels.Button("Remove Till").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await (await KeyDialog.AtAsync(page, "Remove “Till”")).FinishAsync("Remove channel");
        await Expect(page.GetByText("No sales channel yet")).ToBeVisibleAsync();

        await SalesChannelsPage.OpenAsync(page);
        await list.ChooseAsync("Till", "Enable channel");
        await (await KeyDialog.AtAsync(page, "Enable “Till”")).FinishAsync("Enable channel");
        await Expect(list.Row("Till").GetByText("Enabled")).ToBeVisibleAsync();
        await list.ChooseAsync("Till", "Delete channel");
        var delete = await KeyDialog.AtAsync(page, "Delete “Till”");
        await Expect(delete.Self.GetByText("No key is linked to it.")).ToBeVisibleAsync();
        await Expect(delete.Self.Button("Keep channel")).ToBeFocusedAsync();
        await scan.LookAsync("delete a channel");
        await delete.FinishAsync("Delete channel");
        await Expect(list.Names).ToHaveTextAsync(["Web shop"]);

        scan.AssertNothingFound();
    }

    private static async Task CreateAsync(IPage page, SalesChannelsPage list, string name, bool isDisabled, AccessibilityScan? scan)
    {
        var create = await list.CreateAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(create.Self.GetByText("Give the sales channel a name.")).ToBeVisibleAsync();
        if (scan is not null)
        {
            await scan.LookAsync("create a channel, refused");
        }

        await create.Self.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await create.Self.GetByRole(AriaRole.Checkbox, new() { Name = "Disabled" }).SetCheckedAsync(isDisabled);
        await create.FinishAsync("Create sales channel");
    }
}
