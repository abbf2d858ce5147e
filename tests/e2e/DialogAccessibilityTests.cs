using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests;

public sealed class DialogAccessibilityTests(BrowserFixture browsers) : Journey(browsers)
{
    private const string Title = "Warehouse sync";

    [Fact]
    public async Task Dialogs_that_make_a_key_meet_WCAG_22_AA()
    {
        var (_, page, list, scan) = await StartAsync();

        var create = await list.CreateAsync();
        await create.OtherScopes.FillAsync("labels:print");
        await page.Keyboard.PressAsync("Enter");
        await Expect(create.Self.Button("Remove labels:print")).ToBeVisibleAsync();
        await create.Scope("*").CheckAsync();
        await create.ChooseAsync("On a date");
        await create.SubmitAsync("");
        await Expect(create.Self.GetByText("Enter a date.")).ToBeVisibleAsync();
        await scan.LookAsync("create with an error");
        await create.ChooseAsync("Never");
        var reveal = await create.CreateSecretAsync("New");
        await scan.LookAsync("reveal");
        await reveal.FinishAsync("Discard key");

        await list.ChooseAsync(Title, "Roll key");
        await RollKeyDialog.ForAsync(page, Title);
        await scan.LookAsync("roll");
        await page.Keyboard.PressAsync("Escape");

        await list.ChooseAsync("Waiting", "Confirm it is saved");
        await LookAsync(page, scan, "Confirm that the secret is saved: “Waiting”");
        await list.ChooseAsync("Waiting", "Discard key");
        await LookAsync(page, scan, "Discard “Waiting”");

        scan.AssertNothingFound();
    }

    [Fact]
    public async Task Dialogs_that_change_a_key_meet_WCAG_22_AA()
    {
        var (_, page, list, scan) = await StartAsync();

        await list.ChooseAsync(Title, "Edit");
        await LookAsync(page, scan, $"Edit “{Title}”");
        await list.ChooseAsync(Title, "Revoke key");
        var revoke = await KeyDialog.AtAsync(page, $"Revoke “{Title}”");
        await revoke.ChooseAsync("At a date and time");
        await revoke.PressAsync("Schedule revocation");
        await Expect(revoke.Self.GetByText("Enter a date and a time.")).ToBeVisibleAsync();
        await scan.LookAsync("revoke with an error");
        await revoke.ChooseAsync("In 1 hour");
        await revoke.FinishAsync("Schedule revocation");
        await list.ChooseAsync(Title, "Change revocation");
        await LookAsync(page, scan, $"Change the revocation of “{Title}”");
        await list.ChooseAsync(Title, "Cancel revocation");
        await LookAsync(page, scan, $"Cancel the revocation of “{Title}”");

        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all keys on this page" }).CheckAsync();
        await page.Button("Roll 1 key").ClickAsync();
        await LookAsync(page, scan, "Roll 1 key");
        await page.Button("Revoke 1 key").ClickAsync();
        var revokeMany = await KeyDialog.AtAsync(page, "Revoke 1 key");
        await scan.LookAsync("revoke many");
        await revokeMany.FinishAsync("Revoke 1 key");
        await page.SaysAsync("Revoked 1 key");
        await scan.LookAsync("result");
        await list.ChooseAsync(Title, "Delete key");
        await LookAsync(page, scan, $"Delete “{Title}”");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all keys on this page" }).CheckAsync();
        await page.Button("Delete 2 keys").ClickAsync();
        await LookAsync(page, scan, "Delete 2 keys");

        scan.AssertNothingFound();
    }

    private static async Task LookAsync(IPage page, AccessibilityScan scan, string dialog)
    {
        var opened = await KeyDialog.AtAsync(page, dialog);
        await scan.LookAsync(dialog);
        await page.Keyboard.PressAsync("Escape");
        await opened.GoneAsync();
    }

    private async Task<(AdminServer Server, IPage Page, KeyListPage List, AccessibilityScan Scan)> StartAsync()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        await server.CreateAsync(Title);
        await server.Keys.CreateAsync(
            new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Waiting", AwaitConfirmation = true },
            new Actor(await server.IdOfAsync(Person.Olga)),
            null,
            Cancelled);

        // Colours are measured, and a fade has none of its own.
        var page = await OpenSignedInAsync(server, Person.Olga);
        return (server, page, await KeyListPage.OpenAsync(page), new AccessibilityScan(page));
    }
}
