using System.Net;
using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests.Pictures;

/// <summary>
/// Writes the pictures of the README and the guides, from the product with sample data. Not part of a test run: CONTRIBUTING.md has the command.
/// </summary>
public sealed class PictureTests(BrowserFixture browsers) : Journey(browsers)
{
    private static readonly ApiKeyCaller Warehouse = new(IPAddress.Parse("203.0.113.7"), "warehouse/2.1", "/orders/{id}");
    private static readonly ApiKeyCaller Importer = new(IPAddress.Parse("203.0.113.24"), "importer/1.4 (nightly)", "/products");
    private static readonly ApiKeyCaller Stranger = new(IPAddress.Parse("198.51.100.4"), "curl/8.5", "/orders");

    [Fact(Explicit = true)]
    public async Task Pictures_are_written()
    {
        var store = await SampleStore.StartAsync(Keep(AdminServer.StartWith(Person.Olga)), Warehouse, Importer, Stranger);
        var light = await OpenSignedInAsync(store.Server, Person.Olga, Still(ColorScheme.Light));
        var dark = await OpenSignedInAsync(store.Server, Person.Olga, Still(ColorScheme.Dark));

        await GoAsync(light, "/secret-keys", "Revoked");
        await Picture.WriteAsync(light, "secret-keys");
        await GoAsync(dark, $"/keys/{store.Rolled.Key.Id}", "Old key and new key");
        await dark.GetByRole(AriaRole.Heading, new() { Name = "Old key and new key" }).EvaluateAsync("heading => scrollTo(0, heading.getBoundingClientRect().top - 90)");
        await Picture.WriteAsync(dark, "roll-in-progress");
        await GoAsync(light, $"/keys/{store.Ended.Key.Id}", "still being used");
        await Picture.WriteAsync(light, "ended-key-in-use");
        await GoAsync(dark, $"/keys/{store.Revoked.Key.Id}", "Receipt");
        await dark.GetByText("Receipt", new() { Exact = true }).EvaluateAsync("fact => scrollTo(0, fact.getBoundingClientRect().top - 420)");
        await Picture.WriteAsync(dark, "receipt");

        var check = await CheckPage.OpenAsync(light);
        await check.SaysAsync($"curl -H 'Authorization: Bearer {store.InUse.Token!.Reveal()}' https://shop.example/orders", "Valid");
        await Picture.WriteAsync(light, "check-a-token");

        var list = await KeyListPage.OpenAsync(dark);
        await list.ChooseAsync(store.InUse.Key.Title, "Revoke key");
        await Expect(dark.GetByRole(AriaRole.Dialog).GetByText("In use: 1 caller in the last hour")).ToBeVisibleAsync();
        await Picture.WriteAsync(dark, "safe-to-revoke");
        await dark.Keyboard.PressAsync("Escape");
        await list.ChooseAsync(store.InUse.Key.Title, "Roll key");
        await RollKeyDialog.ForAsync(dark, store.InUse.Key.Title);
        await Picture.WriteAsync(dark, "roll");

        var create = await (await KeyListPage.OpenAsync(light)).CreateAsync();
        await create.CreateSecretAsync("Label printer");
        await Picture.WriteAsync(light, "reveal");
    }

    private static Action<BrowserNewContextOptions> Still(ColorScheme scheme) => options =>
    {
        options.ColorScheme = scheme;
        options.ViewportSize = new() { Width = 1280, Height = 760 };
        options.DeviceScaleFactor = 1.5f;
    };

    private static async Task GoAsync(IPage page, string path, string ready)
    {
        await page.GotoAsync(path);
        await Expect(page.GetByRole(AriaRole.Main).GetByText(ready).Filter(new() { Visible = true }).First).ToBeVisibleAsync();
        await page.EvaluateAsync("document.fonts.ready.then(() => true)");
    }
}
